import type {Clock} from './clock.js';
import {DeliveryError} from './delivery-error.js';
import type {Handler} from './handler.js';
import type {Notification} from './notification.js';

export type Attempt = {
	/** Settles in time, whatever the handler does: one that ignores its signal is left behind. */
	readonly outcome: Promise<void>;
	abort(reason: DeliveryError): void;
};

export function startAttempt(
	handler: Handler,
	notification: Notification,
	{timeoutMs, sleep}: {readonly timeoutMs: number; readonly sleep: Clock['sleep']},
): Attempt {
	const aborting = new AbortController();
	const aborted = new Promise<never>((_, reject) => {
		aborting.signal.addEventListener('abort', () => reject(aborting.signal.reason), {once: true});
	});
	const finishing = new AbortController();
	const limit = async (): Promise<void> => {
		await sleep(timeoutMs, finishing.signal);
		aborting.abort(new DeliveryError(`no answer within ${timeoutMs / 1000} s`, {isRetryable: true}));
	};
	const send = async (): Promise<void> => handler.send(notification, aborting.signal);
	void limit();
	return {
		outcome: Promise.race([send(), aborted]).finally(() => finishing.abort()),
		abort: reason => aborting.abort(reason),
	};
}
