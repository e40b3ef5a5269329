/** The shortest and longest distance, relative to the expected one, over which a rate still means "now". */
const minShare = 0.2;
const maxShare = 5;

/** Below this the shortest-distance rule does not apply: the first interval after the start is short on purpose. */
const alwaysAcceptedMs = 100;

/**
Judges the time between two readings of a counter.

Returns the seconds passed, or `undefined` when no rate may be drawn from them: at the first reading, and when the
distance is so far from the expected one that the machine slept, the process was stopped or two ticks fell together. The
counters are then only remembered: a gap, never a spike.
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
