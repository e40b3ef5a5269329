import {type CpuInfo, cpus} from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Core, Cpu, CpuCounters, CpuShares} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {noSchedulerLoad} from '../values/unmeasured.js';

type Times = CpuInfo['times'];

/** How interrupt time is counted. Windows includes it in `sys` and reports it again as `irq`. */
export type IrqTime = 'inside sys' | 'beside sys';

/**
Returns a collector of the processor usage since the previous call. Source: `os.cpus()`, for macOS and Windows, where it
needs neither a process nor a file. Neither platform reports iowait (it is idle time) or steal.

It has been tested on Linux, but not on macOS and Windows.
*/
export function osCpuCollector(
	machine: Machine,
	cadenceMs: number,
	irqTime: IrqTime = process.platform === 'win32' ? 'inside sys' : 'beside sys',
	readCpus: () => ReadonlyArray<Pick<CpuInfo, 'times'>> = cpus,
): Collector<'processor'> {
	let previous: {readonly atMs: number; readonly cores: readonly Times[]} | undefined;
	let cpu: Cpu | undefined;

	return {
		name: 'processor',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const atMs = machine.monotonicMs();
			const cores = readCpus().map(({times}) => times);
			if (cores.length === 0) {
				throw new Error('os.cpus() lists no processor');
			}

			const before = previous;
			previous = {atMs, cores};
			const isGap = elapsedSeconds(before?.atMs, atMs, cadenceMs) === undefined;
			// Cores have no numbers, so lists of different lengths cannot be matched.
			const isComparable = before?.cores.length === cores.length && !isGap;
			const shares = before && isComparable ? cpuBetween(before.cores, cores, irqTime, cpu) : undefined;
			cpu = shares && {...shares, ...noSchedulerLoad, counters: countersOf(cores, irqTime)};
			return cpu;
		},
	};
}

function cpuBetween(
	before: readonly Times[],
	now: readonly Times[],
	irqTime: IrqTime,
	last: Cpu | undefined,
): Pick<Cpu, 'total' | 'cores'> | undefined {
	const total = sharesBetween(sum(before), sum(now), irqTime, last?.total);
	if (total === undefined) {
		return undefined;
	}

	const cores = now.map((times, id): Core => {
		const timesBefore = before[id];
		const lastCore = last?.cores[id];
		const shares = timesBefore && sharesBetween(timesBefore, times, irqTime, lastCore?.shares);
		return reuseUnchanged(lastCore, {id, shares});
	});
	return {total, cores: reuseUnchanged(last?.cores, cores)};
}

function countersOf(cores: readonly Times[], irqTime: IrqTime): CpuCounters {
	const seconds = cores.map(({user, nice, sys, idle, irq}, id) => {
		const system = irqTime === 'beside sys' ? sys : sys - irq;
		return [
			id,
			{user: user / 1000, nice: nice / 1000, system: system / 1000, idle: idle / 1000, irq: irq / 1000},
		] as const;
	});
	return {cores: new Map(seconds), contextSwitches: undefined, forks: undefined, interrupts: undefined};
}

/** Returns the usage between two readings, or `last` when no time passed. */
function sharesBetween(
	before: Times,
	now: Times,
	irqTime: IrqTime,
	last: CpuShares | undefined,
): CpuShares | undefined {
	const grown = (field: keyof Times): number => Math.max(0, now[field] - before[field]);
	const user = grown('user') + grown('nice');
	const system = grown('sys') + (irqTime === 'beside sys' ? grown('irq') : 0);
	const passed = user + system + grown('idle');
	if (passed === 0) {
		return last;
	}

	return reuseUnchanged(last, {
		usedPercent: (100 * (user + system)) / passed,
		userPercent: (100 * user) / passed,
		systemPercent: (100 * system) / passed,
		iowaitPercent: undefined,
		stealPercent: undefined,
		nicePercent: undefined,
		irqPercent: irqTime === 'inside sys' ? (100 * grown('irq')) / passed : undefined,
		softirqPercent: undefined,
	});
}

function sum(cores: readonly Times[]): Times {
	const total = (field: keyof Times): number => cores.reduce((whole, times) => whole + times[field], 0);
	return {user: total('user'), nice: total('nice'), sys: total('sys'), idle: total('idle'), irq: total('irq')};
}
