import type {Snapshot} from '../../metrics/snapshot.js';

/** Maximum time between snapshots in intervals, as for rates; a longer time is a gap. */
const maxShare = 5;

/** A time similar to the previous one is not a gap, regardless of the interval. */
const tolerance = 1.5;

/**
Returns a function that returns the seconds that a snapshot represents, for snapshots in order: the time since the
previous one, or an interval after a gap. 0 for the first snapshot.
*/
export function measuredTime(): (snapshot: Snapshot) => number {
	let previousMs: number | undefined;
	let typicalMs = 0;

	return ({monotonicMs, intervalMs}) => {
		const distanceMs = previousMs === undefined ? 0 : monotonicMs - previousMs;
		const maxMs = Math.max(intervalMs * maxShare, typicalMs * tolerance);
		previousMs = monotonicMs;
		typicalMs = Math.max(0, distanceMs);
		return (distanceMs >= 0 && distanceMs <= maxMs ? distanceMs : intervalMs) / 1000;
	};
}
