/** A share of 1: Prometheus knows no percent. */
export function ratio(percent: number | undefined): number | undefined {
	return percent === undefined ? undefined : percent / 100;
}

export function scaled(value: number | undefined, factor: number): number | undefined {
	return value === undefined ? undefined : value * factor;
}
