/**
What the sampler of one version costs, as JSON: the whole of it in % of a core, and each collector that reads files of the
kernel in CPU milliseconds per tick. Copied into another version by `sampler.ts`, so it uses only what all versions have.
*/
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {defaultConfig} from '../source/config/definition.js';
import {localSource} from '../source/core/local.js';
import type {AnyCollector} from '../source/metrics/collector.js';
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
const rounds = 100;
const batches = 12;
const pacedCalls = 80;
const pauseMs = 110;
const {signal} = new AbortController();

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
	for (const collector of createCollectors(intervalMs)) {
		if (!isLeftOut(collector.name)) {
			try {
				const cost = collector.name === 'processes' ? await pacedCost(collector) : await lowestCost(collector);
				costs[collector.name] = cost * (intervalMs / collector.cadenceMs);
			} catch {
				// There is nothing to measure here.
			}
		}

		collector[Symbol.dispose]?.();
	}

	return costs;
}

/** CPU milliseconds of a call, over many in a row: the lowest of several batches, because other programs run, too. */
async function lowestCost(collector: AnyCollector): Promise<number> {
	let lowest = Number.POSITIVE_INFINITY;
	for (let batch = 0; batch < batches; batch++) {
		const before = process.cpuUsage();
		for (let call = 0; call < rounds; call++) {
			// In between, the event loop runs as it does between two ticks.
			const result = collector.collect(signal);
			await result;
		}

		lowest = Math.min(lowest, millisecondsSince(before) / rounds);
	}

	return lowest;
}

/** CPU milliseconds of a call, the median of calls at a distance that gives rates. */
async function pacedCost(collector: AnyCollector): Promise<number> {
	const costs: number[] = [];
	for (let call = 0; call < pacedCalls; call++) {
		const before = process.cpuUsage();
		const result = collector.collect(signal);
		await result;
		costs.push(millisecondsSince(before));
		await sleep(pauseMs);
	}

	return median(costs.slice(pacedCalls / 2));
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const costs: SamplerCosts = {perTick: await perTick(), wholePercent: await wholePercent()};
console.log(JSON.stringify(costs));
