import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {PortableProcess} from '../../../source/metrics/portable/portable.js';
import {unmeasuredProcess} from '../../../source/metrics/values/unmeasured-process.js';
import {processesCollector} from '../../../source/metrics/windows/processes.js';
import {clockedMachine, signal} from '../by-hand.js';

const told = (pid: number, changes: Partial<PortableProcess> = {}): PortableProcess => ({
	pid,
	parentPid: 4,
	startedAtMs: 1_763_842_740_000,
	name: 'node.exe',
	residentSetBytes: 4096,
	machinePercent: 0,
	...changes,
});

const idle = told(0, {name: 'System Idle Process', startedAtMs: undefined, machinePercent: 90});

/** Gives one answer after the other. */
function answers(...lists: ReadonlyArray<readonly PortableProcess[]>) {
	const left = [...lists];
	return {processes: async () => left.shift() ?? []};
}

const options = {cadenceMs: 10_000, isListRequested: () => true};

describe('processesCollector of Windows', () => {
	it('has the known values of a process; others are unknown', async () => {
		const processes = await processesCollector(clockedMachine(), options, answers([idle, told(7)]), 8).collect(signal);
		assert.deepEqual(processes, {
			total: 1,
			running: undefined,
			sleeping: undefined,
			stopped: undefined,
			zombie: undefined,
			threads: undefined,
			unreadable: undefined,
			blocked: undefined,
			ended: undefined,
			list: [
				{
					...unmeasuredProcess,
					pid: 7,
					parentPid: 4,
					startedAtMs: 1_763_842_740_000,
					name: 'node.exe',
					user: undefined,
					state: '?',
					threads: undefined,
					nice: undefined,
					residentSetBytes: 4096,
					cpuPercent: undefined,
					cpuTimeSeconds: undefined,
				},
			],
		});
	});

	it('counts one fully used core as 100, from the second sample on', async () => {
		const machine = clockedMachine();
		const busy = told(7, {machinePercent: 12.5});
		const source = answers([busy], [idle, busy, told(9, {machinePercent: 50})]);
		const collector = processesCollector(machine, options, source, 8);
		await collector.collect(signal);
		machine.advance(10_000);
		const processes = await collector.collect(signal);
		assert.deepEqual(
			processes?.list?.map(({pid, cpuPercent}) => [pid, cpuPercent]),
			[
				[7, 100],
				[9, undefined],
			],
		);
	});

	it('distinguishes processes with a reused pid', async () => {
		const machine = clockedMachine();
		const source = answers([told(7)], [told(7, {startedAtMs: 1_763_842_800_000, machinePercent: 3})]);
		const collector = processesCollector(machine, options, source, 8);
		await collector.collect(signal);
		machine.advance(10_000);
		assert.equal((await collector.collect(signal))?.list?.[0]?.cpuPercent, undefined);
	});

	it('recognizes a kernel process without a start time', async () => {
		const machine = clockedMachine();
		const system = told(4, {name: 'System', startedAtMs: undefined, machinePercent: 1});
		const collector = processesCollector(machine, options, answers([system], [system]), 8);
		await collector.collect(signal);
		machine.advance(10_000);
		assert.equal((await collector.collect(signal))?.list?.[0]?.cpuPercent, 8);
	});

	it('has no rate after a suspend', async () => {
		const machine = clockedMachine();
		const collector = processesCollector(machine, options, answers([told(7)], [told(7)]), 8);
		await collector.collect(signal);
		machine.advance(3_600_000);
		assert.equal((await collector.collect(signal))?.list?.[0]?.cpuPercent, undefined);
	});

	it('counts without listing while the list is not requested', async () => {
		const unwanted = {...options, isListRequested: () => false};
		const processes = await processesCollector(clockedMachine(), unwanted, answers([told(7)]), 8).collect(signal);
		assert.deepEqual([processes?.total, processes?.list], [1, undefined]);
	});

	it('treats an empty list as a failure', async () => {
		const collector = processesCollector(clockedMachine(), options, answers([]), 8);
		await assert.rejects(async () => collector.collect(signal), /Windows reported no process/);
	});
});
