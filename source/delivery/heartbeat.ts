import type {Follower} from '../follower.js';
import type {ReportProblem} from '../problem.js';
import {request} from './http-request.js';

export type HeartbeatOptions = {
	/** Requested with GET. Counts as a secret. */
	readonly url: string;
	readonly intervalMs: number;
	readonly report: ReportProblem;
	readonly timeoutMs?: number | undefined;
};

/** So many missed samples are silence. */
const missedSamples = 3;

/**
Calls a URL regularly as long as samples arrive, so that somebody else notices when they do not: a monitor cannot tell of
its own death.
*/
export function heartbeat({url, intervalMs, report, timeoutMs = 10_000}: HeartbeatOptions): Follower {
	return store => {
		const ending = new AbortController();
		let previous = store.getState().sample;
		let latestMs: number | undefined;
		let isUnderWay = false;

		const beat = async (): Promise<void> => {
			const freshMs = Math.max(intervalMs, store.getState().intervalMs * missedSamples);
			if (isUnderWay || latestMs === undefined || performance.now() - latestMs > freshMs) {
				return;
			}

			isUnderWay = true;
			try {
				await request({url, method: 'GET'}, AbortSignal.any([AbortSignal.timeout(timeoutMs), ending.signal]));
				report('heartbeat', undefined);
			} catch (error) {
				if (!ending.signal.aborted) {
					report('heartbeat', error instanceof Error ? error.message : String(error));
				}
			} finally {
				isUnderWay = false;
			}
		};

		const unsubscribe = store.subscribe(() => {
			const {sample} = store.getState();
			if (sample === undefined || sample === previous) {
				return;
			}

			const isFirst = latestMs === undefined;
			previous = sample;
			latestMs = performance.now();
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
				ending.abort();
			},
		};
	};
}
