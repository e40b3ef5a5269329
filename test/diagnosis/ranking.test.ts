import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Events} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {diagnosed, type ReadingChanges} from '../helpers/diagnosed.js';
import {eventAt} from '../helpers/machine-events.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {cpu, disk, network, ok, startMs} from '../helpers/samples.js';

const calm: ReadingChanges = {
	processor: ok(cpu(20, [20, 20])),
	disks: ok([disk('/', 40)]),
	network: ok({...network, interfaces: []}),
};

const full = ok([disk('/data', 96)]);

function killed(atSecond: number): Events {
	const atMs = startMs + atSecond * 1000;
	return {
		list: [eventAt(atMs)],
		kernelLog: 'read',
		counts: eventCounts(() => 0),
	};
}

test('what is wrong now comes before what has happened', () => {
	const ids = (seconds: number) =>
		diagnosed(seconds, () => ({...calm, disks: ok([disk('/data', 86)]), events: ok(killed(0))})).map(({id}) => id);
	assert.deepEqual(ids(10), ['memory.oom_kill', 'disk.full']);
	assert.deepEqual(ids(20), ['disk.full', 'memory.oom_kill']);
});

test('several findings are in the order of their severity', () => {
	const pressure = {avg10: 60, avg60: 60, avg300: 60};
	const findings = diagnosed(15, () => ({
		...calm,
		processor: ok(cpu(99, [99, 99])),
		pressure: ok({
			cpu: {some: pressure, full: pressure},
			memory: undefined,
			io: undefined,
			irq: undefined,
		}),
		disks: full,
	}));
	assert.deepEqual(
		findings.map(({id, severity}) => [id, severity]),
		[
			['disk.full', 'critical'],
			['cpu.saturated', 'warning'],
		],
	);
});

test('a finding keeps its beginning while it lasts, and after a gap of half a minute', () => {
	const since = (isFull: (second: number) => boolean, seconds: number) =>
		diagnosed(seconds, second => (isFull(second) ? {...calm, disks: full} : calm))[0]?.sinceMs;
	assert.equal(
		since(second => second >= 5, 60),
		startMs + 5000,
	);
	assert.equal(
		since(second => second >= 5 && !(second > 20 && second < 50), 60),
		startMs + 5000,
	);
	assert.equal(
		since(second => second >= 5 && !(second > 20 && second < 90), 100),
		startMs + 90_000,
	);
});

test('the children of one parent are named together, by the parent that started them', () => {
	const pressure = {avg10: 60, avg60: 60, avg300: 60};
	const list = [
		processOf(100, {name: 'make'}),
		...[1, 2, 3, 4].map(index => processOf(200 + index, {name: 'cc1', parentPid: 100, cpuPercent: 50})),
		processOf(300, {name: 'other', cpuPercent: 40}),
	];
	const [finding] = diagnosed(15, () => ({
		...calm,
		processor: ok(cpu(99, [99, 99])),
		pressure: ok({cpu: {some: pressure, full: undefined}, memory: undefined, io: undefined, irq: undefined}),
		processes: ok(processesOf(list)),
	}));
	assert.deepEqual(
		finding?.culprits.map(({pid, name, share}) => [pid, name, share]),
		[
			[100, 'make', '2.0 cores, 4 × cc1'],
			[300, 'other', '0.4 cores'],
		],
	);
	assert.equal(finding?.sentence, '2 CPUs are saturated: make (100) uses 2.0 cores, 4 × cc1, then other 0.4 cores');
});

for (const cores of [1, 2, 64, 256]) {
	test(`a machine with ${cores} cores is saturated by its run queue without pressure files, and not by less`, () => {
		const all = Array.from({length: cores}, () => 97);
		const findings = (runnableTasks: number) =>
			diagnosed(15, () => ({...calm, processor: ok({...cpu(97, all), runnableTasks})})).map(({id}) => id);
		assert.deepEqual(findings(cores * 2 + 1), ['cpu.saturated']);
		assert.deepEqual(findings(cores * 2), ['cpu.busy']);
	});
}

test('a gap in the samples is no finding, and neither is what came before it', () => {
	const findings = diagnosed(60, second =>
		second < 20 ? {...calm, processor: ok(cpu(100, [100, 100]))} : {...calm, processor: {state: 'pending'}},
	);
	assert.deepEqual(findings, []);
});
