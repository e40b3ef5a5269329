/**
The whole sampler, nothing drawn: every metric at 0.5 s with 300 sleeping processes beside those of the machine, in % of
one core; then a loop over psutil that reads the same at the same pace, where python3-psutil is installed. And the fast
set alone: processor, load, memory, paging, disk traffic and network, as a tick reads them.
*/
import {type ChildProcess, execFile, spawn} from 'node:child_process';
import process from 'node:process';
import {promisify} from 'node:util';
import {defaultConfig} from '../source/config/definition.js';
import {localSource} from '../source/core/local.js';
import {collectorFactory, thisMachine} from '../source/metrics/collectors.js';
import {cpuCollector} from '../source/metrics/linux/cpu.js';
import {diskIoCollector} from '../source/metrics/linux/disk-io.js';
import {loadCollector} from '../source/metrics/linux/load.js';
import {memoryCollector} from '../source/metrics/linux/memory.js';
import {networkCollector} from '../source/metrics/linux/network.js';
import {pagingCollector} from '../source/metrics/linux/paging.js';
import {printTable} from './figures.js';

const intervalMs = 500;
const warmUpTicks = 10;
const seconds = 10;
const sleepers = 300;

/** In % of one core, by the time that the process was charged with. */
async function samplerPercent(): Promise<number> {
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

/** Milliseconds of CPU that one tick of the fast set takes, measured over many in a row. */
async function fastSetMs(): Promise<number> {
	const machine = thisMachine('');
	const collectors = [
		cpuCollector(machine, 1),
		loadCollector(machine, 1),
		memoryCollector(machine, 1),
		pagingCollector(machine, 1),
		diskIoCollector(machine, 1),
		networkCollector(machine, {cadenceMs: 1, interfaces: [], showVirtual: false}),
	];
	const {signal} = new AbortController();
	const rounds = 2000;
	const run = async (): Promise<void> => {
		for (let round = 0; round < rounds; round++) {
			for (const collector of collectors) {
				collector.collect(signal);
			}
		}
	};
	await run();
	const before = process.cpuUsage();
	await run();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000 / rounds;
}

const psutilLoop = `
import psutil, time, os
def sample():
    psutil.cpu_times(percpu=True); psutil.virtual_memory(); psutil.swap_memory()
    psutil.disk_io_counters(perdisk=True); psutil.net_io_counters(pernic=True); os.getloadavg()
def slow():
    for p in psutil.process_iter(['pid','ppid','name','username','cpu_times','memory_info','num_threads','status']): pass
    for p in psutil.disk_partitions(): psutil.disk_usage(p.mountpoint)
for i in range(${warmUpTicks}): sample()
slow()
begin = time.process_time(); end = time.time() + ${seconds}; tick = 0
while time.time() < end:
    sample()
    if tick % 4 == 0: slow()
    tick += 1
    time.sleep(${intervalMs / 1000})
print((time.process_time() - begin) / ${seconds} * 100)
`;

async function psutilPercent(): Promise<number | undefined> {
	for (const python of ['/usr/bin/python3', 'python3']) {
		try {
			const {stdout} = await promisify(execFile)(python, ['-c', psutilLoop]);
			return Number(stdout);
		} catch {
			// Without psutil there, or without Python.
		}
	}

	return undefined;
}

const children: readonly ChildProcess[] = Array.from({length: sleepers}, () =>
	spawn('sleep', ['300'], {stdio: 'ignore'}),
);
try {
	const ours = await samplerPercent();
	const theirs = await psutilPercent();
	printTable(
		`Sampler alone, every ${intervalMs / 1000} s, ${sleepers} sleeping processes more than there were`,
		['', '% of a core'],
		[
			['mon-tui, every metric', ours.toFixed(2)],
			['psutil, the same', theirs?.toFixed(2) ?? 'not installed'],
		],
	);
	printTable(
		'Fast set',
		['', 'CPU ms per tick'],
		[['processor, load, memory, paging, disk traffic, network', (await fastSetMs()).toFixed(3)]],
	);
} finally {
	for (const child of children) {
		child.kill();
	}
}
