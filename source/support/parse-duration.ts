const unitMs: ReadonlyMap<string | undefined, number> = new Map([
	['ms', 1],
	['s', 1000],
	['m', 60_000],
	['h', 3_600_000],
]);

/** The syntax of `parseDuration`. */
export const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** Parses a duration (`500ms`, `0.5s`, `30s`, `5m`, `1h`) and returns milliseconds; `undefined` for any other text. */
export function parseDuration(text: string): number | undefined {
	const [, amount, unit] = durationPattern.exec(text) ?? [];
	const factor = unitMs.get(unit);
	return factor === undefined ? undefined : Math.round(Number(amount) * factor);
}
