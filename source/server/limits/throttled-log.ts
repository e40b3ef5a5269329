import type {Log} from '../../log/log.js';

/** Between entries that strangers cause. */
export const refusalLogEveryMs = 1000;

/** Lets one entry through in every `everyMs`; the next says how many were left out. For what strangers can cause. */
export function throttledLog(log: Log, everyMs: number, monotonicMs: () => number): Log {
	let lastMs = Number.NEGATIVE_INFINITY;
	let leftOut = 0;

	return (level, area, message) => {
		const nowMs = monotonicMs();
		if (nowMs - lastMs < everyMs) {
			leftOut += 1;
			return;
		}

		log(level, area, leftOut === 0 ? message : `${message} (and ${leftOut} more before)`);
		lastMs = nowMs;
		leftOut = 0;
	};
}
