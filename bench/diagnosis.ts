/**
The cost of a diagnosis beside that of the sampler: every metric at 0.5 s with 300 sleeping processes beside those of the
machine, in % of one core; and one diagnosis alone, once for the machine as it is, once with
saturated processors, whose culprits are looked for.
*/
import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import {createMonitor} from '../source/create-monitor.js';
import {noAnswers} from '../source/diagnosis/answers.js';
import {diagnose} from '../source/diagnosis/diagnose.js';
import {emptyMemory} from '../source/diagnosis/memory.js';
import {known} from '../source/metrics/reading.js';
import type {Snapshot} from '../source/metrics/snapshot.js';
import {printTable} from './figures.js';

const sleepers = 300;
const warmUpSeconds = 5;
const seconds = 20;
const rounds = 2000;

function cpuMs(): number {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
}

/** Returns the snapshots of the last minute, the oldest first, and the CPU usage of the monitor in % of one core. */
async function observe(): Promise<{readonly snapshots: readonly Snapshot[]; readonly percent: number}> {
	const monitor = await createMonitor({intervalMs: 500, rules: []});
	const ending = new AbortController();
	let start = {cpu: 0, atMs: 0};
	setTimeout(() => {
		start = {cpu: cpuMs(), atMs: performance.now()};
	}, warmUpSeconds * 1000);
	setTimeout(() => ending.abort(), (warmUpSeconds + seconds) * 1000);
	await monitor.run(ending.signal);
	const percent = ((cpuMs() - start.cpu) / (performance.now() - start.atMs)) * 100;
	const {history, sample} = monitor.store.getState();
	return {
		snapshots: [...history.before(1)].map(one => one.snapshot).concat(sample?.snapshot ?? []),
		percent,
	};
}

function microsecondsFor(snapshots: readonly Snapshot[]): number {
	const newest = snapshots.at(-1);
	if (!newest) {
		return Number.NaN;
	}

	let memory = emptyMemory;
	const run = (): void => {
		for (let round = 0; round < rounds; round++) {
			({memory} = diagnose(memory, snapshots, newest, noAnswers));
		}
	};
	run();
	const before = cpuMs();
	run();
	return ((cpuMs() - before) / rounds) * 1000;
}

/** Returns the snapshots with processors that are busy and waited for. */
function saturated(snapshots: readonly Snapshot[]): readonly Snapshot[] {
	const stall = {avg10: 60, avg60: 60, avg300: 60};
	return snapshots.map(snapshot => {
		const {processor} = snapshot.readings;
		const cpu = known(processor);
		return cpu === undefined
			? snapshot
			: {
					...snapshot,
					readings: {
						...snapshot.readings,
						processor: {state: 'ok', value: {...cpu, total: {...cpu.total, usedPercent: 99, nicePercent: 0}}},
						pressure: {
							state: 'ok',
							value: {cpu: {some: stall, full: undefined}, memory: undefined, io: undefined, irq: undefined},
						},
					},
				};
	});
}

const children: ChildProcess[] = Array.from({length: sleepers}, () => spawn('sleep', ['600'], {stdio: 'ignore'}));
try {
	const {snapshots, percent} = await observe();
	const processes = known(snapshots.at(-1)?.readings.processes)?.list?.length ?? 0;
	const rows = [
		['this machine', microsecondsFor(snapshots)] as const,
		['saturated processors', microsecondsFor(saturated(snapshots))] as const,
	];
	printTable(
		`A diagnosis a second, ${processes} processes; the monitor with it takes ${percent.toFixed(2)} % of a core`,
		['', 'µs', '% of a core', '% of the monitor'],
		rows.map(([name, microseconds]) => [
			name,
			microseconds.toFixed(0),
			(microseconds / 10_000).toFixed(3),
			((microseconds / 10_000 / percent) * 100).toFixed(1),
		]),
	);
} finally {
	for (const child of children) {
		child.kill();
	}
}
