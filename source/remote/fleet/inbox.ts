import type {HistoryPoint} from '../../protocol/messages/history-point.js';
import type {Fields} from '../../support/fields.js';
import type {HostMessage} from '../host.js';

/** A buffer for the latest message of the viewed host. */
export type Inbox = {
	put(message: Fields): void;
	putHistory(points: readonly HistoryPoint[]): void;
	/** Iterates over messages until `signal` aborts. Can be called once. */
	messages(signal: AbortSignal): AsyncIterable<HostMessage>;
};

/** With `awaitsHistory`, the maximum time that the first message waits for the history, so that graphs are complete. */
const maxHoldMs = 1000;

export function createInbox(awaitsHistory: boolean): Inbox {
	let message: Fields | undefined;
	let points: readonly HistoryPoint[] = [];
	let isHeld = awaitsHistory;
	let hold: NodeJS.Timeout | undefined;
	let wake: (() => void) | undefined;

	const release = (): void => {
		isHeld = false;
		clearTimeout(hold);
		wake?.();
	};

	return {
		put(next) {
			message = next;
			if (isHeld) {
				hold ??= setTimeout(release, maxHoldMs);
			} else {
				wake?.();
			}
		},
		putHistory(received) {
			points = received;
			release();
		},
		async *messages(signal) {
			const onAbort = (): void => wake?.();
			signal.addEventListener('abort', onAbort);
			try {
				while (!signal.aborted) {
					if (message === undefined || isHeld) {
						await new Promise<void>(resolve => {
							wake = resolve;
						});
						continue;
					}

					const taken = {message, points};
					message = undefined;
					points = [];
					yield taken;
				}
			} finally {
				clearTimeout(hold);
				signal.removeEventListener('abort', onAbort);
			}
		},
	};
}
