/**
Returns the growth of a counter per second. `undefined` when a value is unknown, when no rate can be computed from the
time, and when the counter decreased, because it was reset.
*/
export function ratePerSecond(
	before: number | undefined,
	now: number | undefined,
	seconds: number | undefined,
): number | undefined {
	return before === undefined || now === undefined || seconds === undefined || now < before
		? undefined
		: (now - before) / seconds;
}
