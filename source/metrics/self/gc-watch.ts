import {constants, type PerformanceEntry, PerformanceObserver} from 'node:perf_hooks';

/** Counts of garbage collections since the watch started. */
export type GcWatch = {
	readonly count: number;
	/** Collections of the whole heap, not only of the young generation. */
	readonly majorCount: number;
	readonly pauseMs: number;
	[Symbol.dispose](): void;
};

/** Counts the garbage collections of this process. They are reported one iteration of the event loop later. */
export function watchGc(): GcWatch {
	let count = 0;
	let majorCount = 0;
	let pauseMs = 0;

	const observer = new PerformanceObserver(list => {
		for (const entry of list.getEntries()) {
			count += 1;
			pauseMs += entry.duration;
			if (isMajor(entry)) {
				majorCount += 1;
			}
		}
	});
	observer.observe({entryTypes: ['gc']});

	return {
		get count() {
			return count;
		},
		get majorCount() {
			return majorCount;
		},
		get pauseMs() {
			return pauseMs;
		},
		[Symbol.dispose]: () => observer.disconnect(),
	};
}

function isMajor(entry: PerformanceEntry): boolean {
	const detail: unknown = 'detail' in entry ? entry.detail : undefined;
	return (
		typeof detail === 'object' &&
		detail !== null &&
		'kind' in detail &&
		detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
	);
}
