import {setTimeout as sleep} from 'node:timers/promises';
import {withDeadline} from '../support/deadline.js';
import type {Collector} from './collector.js';
import type {Process, Processes} from './snapshot.js';

/**
A function that lists the processes with their processor usage. Resolves with `undefined` on a timeout or failure.
*/
export type SampleProcesses = (signal: AbortSignal) => Promise<readonly Process[] | undefined>;

/** Time over which processor usage is measured: twenty clock ticks. */
export const processMomentMs = 200;

/** Maximum wait for platforms that start a program to list processes. */
const maxWaitMs = 1000;

/** Returns a function that lists processes with a temporary collector. It causes no cost while it is not called. */
export function processSampler(create: () => Collector<'processes'>): SampleProcesses {
	return async signal => {
		const ending = new AbortController();
		const bounded = AbortSignal.any([signal, ending.signal]);
		const collector = create();
		try {
			return await withDeadline(maxWaitMs, twice(collector, bounded));
		} catch {
			return undefined;
		} finally {
			ending.abort();
			collector[Symbol.dispose]?.();
		}
	};
}

async function twice(collector: Collector<'processes'>, signal: AbortSignal): Promise<Processes['list']> {
	await collector.collect(signal);
	await sleep(processMomentMs, undefined, {signal});
	return (await collector.collect(signal))?.list;
}
