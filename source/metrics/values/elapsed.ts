/** The minimum and maximum time between readings, relative to the expected one, for a rate. */
const minShare = 0.2;
const maxShare = 5;

/** Exception from the minimum: the first interval after the start is short by design. */
const alwaysAcceptedMs = 100;

/**
Returns the seconds between two readings of a counter, or `undefined` when no rate can be computed from them: at the
first reading, and when the time differs too much from the expected one, because the machine was suspended, the process
was stopped or two ticks coincided. The result is then a gap instead of a spike.
*/
export function elapsedSeconds(
	previousMs: number | undefined,
	currentMs: number,
	expectedMs: number,
): number | undefined {
	if (previousMs === undefined) {
		return undefined;
	}

	const elapsedMs = currentMs - previousMs;
	const tooShort = elapsedMs < Math.min(expectedMs * minShare, alwaysAcceptedMs);
	const tooLong = elapsedMs > expectedMs * maxShare;
	return elapsedMs <= 0 || tooShort || tooLong ? undefined : elapsedMs / 1000;
}
