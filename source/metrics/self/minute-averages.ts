import type {MemoryPoint} from './memory-trend.js';

/** The resident set by the minute, over the last hour. */
export type MinuteAverages = {
	add(atMs: number, bytes: number, hasMajorGc: boolean): void;
	/** One point per finished minute, oldest first. The same array until another minute is over. */
	points(): readonly MemoryPoint[];
};

const minuteMs = 60_000;
const capacity = 60;

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
