import type {Follower} from '../core/follower.js';
import type {ReportProblem} from '../core/problem.js';
import {errorMessage} from '../support/system-error.js';
import {DeliveryError} from './delivery-error.js';
import {request} from './http-request.js';
import {type Attempt, startAttempt} from './queue/attempt.js';
import {type Clock, systemClock} from './queue/clock.js';

/** What to call while all is well, and how often. */
export type HeartbeatOptions = {
	/** Requested with GET. Counts as a secret. */
	readonly url: string;
	/** @default 60000 */
	readonly intervalMs?: number;
	/** Told when it cannot be called: `monitor.report` shows it. */
	readonly report?: ReportProblem;
	/** @default 10000 */
	readonly timeoutMs?: number | undefined;
	/** For tests. */
	readonly clock?: Clock | undefined;
};

/** So many missed samples are silence. */
const missedSamples = 3;

/**
Calls a URL regularly as long as samples arrive, so that somebody else notices when they do not: a monitor cannot tell of
its own death.
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
				attempt?.abort(new DeliveryError('the monitor ends', {isRetryable: true}));
			},
		};
	};
}
