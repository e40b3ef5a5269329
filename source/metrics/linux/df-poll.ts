import {pending, type Reading} from '../reading.js';
import type {DfCall, DfRow} from './df.js';

/** A background poll of the usage of a mount that may hang. */
export type DfPoll = {
	/** Returns the current reading without waiting, and starts the next call when it is due. */
	reading(): Reading<DfRow>;
	[Symbol.dispose](): void;
};

const firstRetryMs = 60_000;
const maxRetryMs = 600_000;

/**
Returns a poll of a mount. At most one child exists at a time, including a killed one that is blocked in the kernel.
After a timeout the next call is delayed by a minute, and by twice as long after each further one.
*/
export function dfPoll(
	start: (onAnswer: (answer: Reading<DfRow>) => void) => DfCall,
	intervalMs: number,
	monotonicMs: () => number,
): DfPoll {
	let reading: Reading<DfRow> = pending;
	let call: DfCall | undefined;
	let dueMs = Number.NEGATIVE_INFINITY;
	let retryMs = firstRetryMs;

	const receive = (answer: Reading<DfRow>): void => {
		reading = answer;
		if (answer.state === 'timeout') {
			dueMs = monotonicMs() + retryMs;
			retryMs = Math.min(retryMs * 2, maxRetryMs);
		} else {
			retryMs = firstRetryMs;
		}
	};

	return {
		reading() {
			const nowMs = monotonicMs();
			if (nowMs >= dueMs && !call?.isAlive()) {
				dueMs = nowMs + intervalMs;
				call = start(receive);
			}

			return reading;
		},
		[Symbol.dispose]() {
			call?.[Symbol.dispose]();
		},
	};
}
