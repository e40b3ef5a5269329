/**
What one sample of each metric costs in processor time, children included, beside the same asked of systeminformation. Both in
one process and at the pace of a monitor: systeminformation answers from memory when asked twice within half a second.
*/
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import systeminformation from 'systeminformation';
import type {AnyCollector} from '../source/metrics/collector.js';
import {thisMachine} from '../source/metrics/collectors.js';
import {cpuCollector} from '../source/metrics/linux/cpu.js';
import {diskIoCollector} from '../source/metrics/linux/disk-io.js';
import {disksCollector} from '../source/metrics/linux/disks.js';
import {frequencyCollector} from '../source/metrics/linux/frequency.js';
import {memoryCollector} from '../source/metrics/linux/memory.js';
import {networkCollector} from '../source/metrics/linux/network.js';
import {processesCollector} from '../source/metrics/linux/processes.js';
import {temperaturesCollector} from '../source/metrics/linux/temperatures.js';
import {printTable} from './figures.js';

const rounds = 20;
const pauseMs = 1000;
const microsecondsPerTick = 10_000;

/** Processor time of this process and of the children it waited for. */
function spentMicroseconds(): number {
	const {user, system} = process.cpuUsage();
	const stat = readFileSync('/proc/self/stat', 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const childTicks = Number(fields[13]) + Number(fields[14]);
	return user + system + childTicks * microsecondsPerTick;
}

async function costMicroseconds(sample: () => unknown): Promise<number> {
	const before = spentMicroseconds();
	await sample();
	return spentMicroseconds() - before;
}

const machine = thisMachine('');
const {signal} = new AbortController();

const pairs: ReadonlyArray<readonly [name: string, ours: AnyCollector, theirs: () => Promise<unknown>]> = [
	['processor', cpuCollector(machine, pauseMs), () => systeminformation.currentLoad()],
	['clock frequency', frequencyCollector(machine, pauseMs), () => systeminformation.cpuCurrentSpeed()],
	['memory', memoryCollector(machine, pauseMs), () => systeminformation.mem()],
	['disk space', disksCollector(machine, {cadenceMs: pauseMs, paths: []}), () => systeminformation.fsSize()],
	['disk traffic', diskIoCollector(machine, pauseMs), () => systeminformation.disksIO()],
	[
		'network',
		networkCollector(machine, {cadenceMs: pauseMs, interfaces: [], showVirtual: false}),
		() => systeminformation.networkStats('*'),
	],
	[
		'processes',
		processesCollector(machine, {cadenceMs: pauseMs, isListRequested: () => true}),
		() => systeminformation.processes(),
	],
	['temperatures', temperaturesCollector(machine, pauseMs), () => systeminformation.cpuTemperature()],
];

const costs = pairs.map(([name, collector, theirs]) => ({name, collector, theirs, ourSum: 0, theirSum: 0}));
const unavailable = new Map<string, string>();
for (let round = 0; round <= rounds; round++) {
	await sleep(pauseMs);
	for (const cost of costs) {
		if (unavailable.has(cost.name)) {
			continue;
		}

		try {
			const ours = await costMicroseconds(() => cost.collector.collect(signal));
			const theirs = await costMicroseconds(cost.theirs);
			// The first round opens files and compiles code.
			if (round > 0) {
				cost.ourSum += ours;
				cost.theirSum += theirs;
			}
		} catch (error) {
			unavailable.set(cost.name, error instanceof Error ? error.message : String(error));
		}
	}
}

const measured = costs.filter(({name}) => !unavailable.has(name));
const total = {
	name: 'all',
	ourSum: measured.reduce((sum, {ourSum}) => sum + ourSum, 0),
	theirSum: measured.reduce((sum, {theirSum}) => sum + theirSum, 0),
};
printTable(
	`One sample on Node ${process.versions.node}, CPU µs, mean of ${rounds}, one a second`,
	['', 'mon-tui', 'systeminformation', 'times'],
	[...measured, total].map(({name, ourSum, theirSum}) => [
		name,
		(ourSum / rounds).toFixed(0),
		(theirSum / rounds).toFixed(0),
		(theirSum / ourSum).toFixed(1),
	]),
);
for (const [name, reason] of unavailable) {
	console.log(`${name}: not on this machine (${reason})`);
}

for (const {collector} of costs) {
	collector[Symbol.dispose]?.();
}
