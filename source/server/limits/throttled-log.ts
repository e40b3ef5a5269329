import type {Log} from '../../log/log.js';

/** The minimum time between log entries that clients can cause. */
export const refusalLogEveryMs = 1000;

/** Returns a log that writes at most one entry per `everyMs`; the next entry has the number of skipped ones. */
export function throttledLog(log: Log, everyMs: number, monotonicMs: () => number): Log {
	let lastMs = Number.NEGATIVE_INFINITY;
	let skipped = 0;

	return (level, area, message) => {
		const nowMs = monotonicMs();
		if (nowMs - lastMs < everyMs) {
			skipped += 1;
			return;
		}

		log(level, area, skipped === 0 ? message : `${message} (and ${skipped} more before)`);
		lastMs = nowMs;
		skipped = 0;
	};
}
