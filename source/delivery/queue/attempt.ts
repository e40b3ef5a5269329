import {DeliveryError} from '../delivery-error.js';
import type {Clock} from './clock.js';

/** A running delivery attempt. */
export type Attempt = {
	/** Settles within the time limit, even when `send` ignores its signal. */
	readonly outcome: Promise<void>;
	abort(reason: DeliveryError): void;
};

/** Calls `send` with a time limit. */
export function startAttempt(
	send: (signal: AbortSignal) => Promise<void>,
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
	// Turns synchronous exceptions of `send` into rejections.
	const sending = async (): Promise<void> => send(aborting.signal);
	void limit();
	return {
		outcome: Promise.race([sending(), aborted]).finally(() => finishing.abort()),
		abort: reason => aborting.abort(reason),
	};
}
