/** Returns the throttled share of periods in percent; 0 without a period, because the group was not runnable. */
export function throttledShare(throttled: number | undefined, periods: number | undefined): number | undefined {
	if (throttled === undefined || periods === undefined) {
		return undefined;
	}

	return periods === 0 ? 0 : Math.min(100, (100 * throttled) / periods);
}
