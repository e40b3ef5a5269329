import type {Follower} from '../core/follower.js';
import type {ReportProblem} from '../core/problem.js';
import {errorMessage} from '../support/system-error.js';
import {DeliveryError} from './delivery-error.js';
import {request} from './http-request.js';
import {type Attempt, startAttempt} from './queue/attempt.js';
import {type Clock, systemClock} from './queue/clock.js';

/** The options of `heartbeat`. */
export type HeartbeatOptions = {
	/** URL that is requested with GET. Treated as a secret. */
	readonly url: string;
	/** Milliseconds between requests. @default 60000 */
	readonly intervalMs?: number;
	/** Called when a request fails and when it works again; pass `monitor.report` to display the problem. */
	readonly report?: ReportProblem;
	/** Timeout of a request, in milliseconds. @default 10000 */
	readonly timeoutMs?: number | undefined;
	/** Clock, for tests. */
	readonly clock?: Clock | undefined;
};

/** Number of missed samples after which no request is made. */
const missedSamples = 3;

/**
Returns a follower that requests a URL regularly while samples arrive, so that an external service can detect when the
monitor stops.
*/
export function heartbeat({
	url,
	intervalMs = 60_000,
	report = () => undefined,
	timeoutMs = 10_000,
	clock = systemClock,
}: HeartbeatOptions): Follower {
	return store => {
		let previous = store.getState().sample;
		let latestMs: number | undefined;
		let attempt: Attempt | undefined;
		let isEnded = false;

		const beat = async (): Promise<void> => {
			const freshMs = Math.max(intervalMs, store.getState().intervalMs * missedSamples);
			if (attempt || latestMs === undefined || clock.monotonicMs() - latestMs > freshMs) {
				return;
			}

			attempt = startAttempt(signal => request({url, method: 'GET'}, signal), {
				timeoutMs,
				sleep: clock.sleep,
			});
			try {
				await attempt.outcome;
				report('heartbeat', undefined);
			} catch (error) {
				if (!isEnded) {
					report('heartbeat', errorMessage(error));
				}
			} finally {
				attempt = undefined;
			}
		};

		const unsubscribe = store.subscribe(() => {
			const {sample} = store.getState();
			if (sample === undefined || sample === previous) {
				return;
			}

			const isFirst = latestMs === undefined;
			previous = sample;
			latestMs = clock.monotonicMs();
			if (isFirst) {
				void beat();
			}
		});
		const timer = setInterval(() => void beat(), intervalMs);
		timer.unref();

		return {
			async [Symbol.asyncDispose]() {
				unsubscribe();
				clearInterval(timer);
				isEnded = true;
				attempt?.abort(new DeliveryError('mon-tui is shutting down', {isRetryable: true}));
			},
		};
	};
}
