import {setTimeout as sleep} from 'node:timers/promises';
import {withDeadline} from '../support/deadline.js';
import type {Collector} from './collector.js';
import type {Process, Processes} from './snapshot.js';

/** Lists the processes now, each with its share of the processor. `undefined` when that takes too long or fails. */
export type SampleProcesses = (signal: AbortSignal) => Promise<readonly Process[] | undefined>;

/** Shares are taken over this long: twenty clock ticks. */
export const processMomentMs = 200;

/** A platform that starts a program to list them is not waited for. */
const maxWaitMs = 1000;

/** Measures with collectors of its own, which exist only meanwhile: it costs nothing while nobody asks. */
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
