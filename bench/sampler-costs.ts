/**
What the sampler of one version costs, as JSON: the whole of it in % of a core, and each collector that reads files of the
kernel in CPU milliseconds per tick. Copied into another version by `sampler.ts`, so it uses only what all versions have.
*/
import process from 'node:process';
import {defaultConfig} from '../source/config/definition.js';
import {localSource} from '../source/core/local.js';
import {collectorFactory, thisMachine} from '../source/metrics/collectors.js';

export type SamplerCosts = {
	/** In % of one core, by the time that the process was charged with. */
	readonly wholePercent: number;
	/** CPU milliseconds per tick by metric: the time of a call, by how many ticks there are between two calls. */
	readonly perTick: Readonly<Record<string, number>>;
};

const intervalMs = 500;
const warmUpTicks = 10;
const seconds = 10;
const rounds = 400;

/** They start programs, or have nothing to do with the files of the kernel. */
const isLeftOut = (name: string): boolean => ['disks', 'gpu', 'self', 'custom'].includes(name);

async function wholePercent(): Promise<number> {
	const machine = thisMachine('');
	const createCollectors = await collectorFactory(machine, {
		metrics: defaultConfig.metrics,
		isProcessListRequested: () => true,
	});
	const abort = new AbortController();
	let ticks = 0;
	let start = {cpu: process.cpuUsage(), atMs: performance.now()};
	for await (const _ of localSource({intervalMs, machine, createCollectors}).updates(abort.signal)) {
		ticks += 1;
		if (ticks === warmUpTicks) {
			start = {cpu: process.cpuUsage(), atMs: performance.now()};
		}

		if (ticks > warmUpTicks && performance.now() - start.atMs > seconds * 1000) {
			abort.abort();
		}
	}

	const {user, system} = process.cpuUsage(start.cpu);
	return ((user + system) / 1000 / (performance.now() - start.atMs)) * 100;
}

async function perTick(): Promise<SamplerCosts['perTick']> {
	const createCollectors = await collectorFactory(thisMachine(''), {
		metrics: defaultConfig.metrics,
		isProcessListRequested: () => true,
	});
	const costs: Record<string, number> = {};
	const {signal} = new AbortController();
	for (const collector of createCollectors(intervalMs)) {
		const calls = collector.name === 'processes' ? rounds / 4 : rounds;
		const run = async (): Promise<void> => {
			for (let call = 0; call < calls; call++) {
				// In between, the event loop runs as it does between two ticks.
				const result = collector.collect(signal);
				await result;
			}
		};

		if (!isLeftOut(collector.name)) {
			try {
				await run();
				const before = process.cpuUsage();
				await run();
				const {user, system} = process.cpuUsage(before);
				costs[collector.name] = ((user + system) / 1000 / calls) * (intervalMs / collector.cadenceMs);
			} catch {
				// There is nothing to measure here.
			}
		}

		collector[Symbol.dispose]?.();
	}

	return costs;
}

const costs: SamplerCosts = {perTick: await perTick(), wholePercent: await wholePercent()};
console.log(JSON.stringify(costs));
