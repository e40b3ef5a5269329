import type {HistoryPoint} from '../../protocol/messages/history-point.js';
import type {Fields} from '../../support/fields.js';
import type {HostMessage} from '../host.js';

/** Where the messages of the host that is looked at wait to be decoded: the latest alone. */
export type Inbox = {
	put(message: Fields): void;
	putHistory(points: readonly HistoryPoint[]): void;
	/** Once, until `signal` aborts. */
	messages(signal: AbortSignal): AsyncIterable<HostMessage>;
};

/** With `awaitsHistory` the first message waits that long for the history, so that graphs are full from the first frame. */
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
		putHistory(told) {
			points = told;
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
