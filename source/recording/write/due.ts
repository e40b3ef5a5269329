import type {Snapshot} from '../../metrics/snapshot.js';

/**
Tells which samples end an interval of `intervalMs` since the first sample: those nearest to the marks of a fixed raster, so
that the distance does not grow by a late tick. After a jump in time, as in a recording, the next one does.
*/
export function isDueEvery(intervalMs: number): (snapshot: Snapshot) => boolean {
	let startMs: number | undefined;
	let lastMark = 0;

	return ({monotonicMs, intervalMs: tickMs}) => {
		startMs ??= monotonicMs;
		const mark = Math.floor((monotonicMs - startMs + tickMs / 2) / intervalMs);
		const isDue = mark !== lastMark;
		lastMark = mark;
		return isDue;
	};
}
