import type {MemoryPoint} from './memory-trend.js';

/** The mean resident set of each minute of the last hour. */
export type MinuteAverages = {
	add(atMs: number, bytes: number, hasMajorGc: boolean): void;
	/** Returns one point per completed minute, oldest first. Returns the same array until the next minute is complete. */
	points(): readonly MemoryPoint[];
};

const minuteMs = 60_000;
const capacity = 60;

/** Returns an empty series of minutes. */
export function minuteAverages(): MinuteAverages {
	let points: readonly MemoryPoint[] = [];
	let current = {startMs: Number.NaN, count: 0, bytes: 0, hasMajorGc: false};

	return {
		add(atMs, bytes, hasMajorGc) {
			const startMs = Math.floor(atMs / minuteMs) * minuteMs;
			if (startMs !== current.startMs) {
				if (current.count > 0) {
					const point = {
						atMs: current.startMs,
						bytes: current.bytes / current.count,
						hasMajorGc: current.hasMajorGc,
					};
					points = [...points, point].slice(-capacity);
				}

				current = {startMs, count: 0, bytes: 0, hasMajorGc: false};
			}

			current.count += 1;
			current.bytes += bytes;
			current.hasMajorGc ||= hasMajorGc;
		},
		points: () => points,
	};
}
