import type {Snapshot} from '../../metrics/snapshot.js';

/** How much longer than an interval a distance may be before something is missing in between: what rates allow, too. */
const maxShare = 5;

/** A distance like the one before is usual, whatever the interval. */
const tolerance = 1.5;

/**
Tells how many seconds before a snapshot it stands for, of snapshots in order: the distance to the one before, or an interval
after the machine or the monitor stood still. 0 for the first: nothing is known of the time before.
*/
export function measuredTime(): (snapshot: Snapshot) => number {
	let previousMs: number | undefined;
	let usualMs = 0;

	return ({monotonicMs, intervalMs}) => {
		const distanceMs = previousMs === undefined ? 0 : monotonicMs - previousMs;
		const maxMs = Math.max(intervalMs * maxShare, usualMs * tolerance);
		previousMs = monotonicMs;
		usualMs = Math.max(0, distanceMs);
		return (distanceMs >= 0 && distanceMs <= maxMs ? distanceMs : intervalMs) / 1000;
	};
}
