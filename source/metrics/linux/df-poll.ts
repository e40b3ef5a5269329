import {pending, type Reading} from '../reading.js';
import type {DfCall, DfRow} from './df.js';

/** The space of one mount that may hang, asked for again and again in the background. */
export type DfPoll = {
	/** What is known now; starts the next call when it is due. Never waits. */
	reading(): Reading<DfRow>;
	[Symbol.dispose](): void;
};

const firstRetryMs = 60_000;
const maxRetryMs = 600_000;

/**
At most one child exists at a time, even a killed one that is stuck in the kernel. After a time-out the next call waits a
minute, then twice as long each time.
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
