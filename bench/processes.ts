/**
What one pass over the processes costs, and how long it holds the event loop. The trees are plain files in the directory for
temporary files, which open about as fast as those of `/proc`; the last row is the `/proc` of this machine.
*/
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {thisMachine} from '../source/metrics/collectors.js';
import {processesCollector} from '../source/metrics/linux/processes.js';
import {medianAndRange, printTable} from './figures.js';

const sizes = [100, 1000, 5000];
const passes = 15;
const pauseMs = 150;
const {signal} = new AbortController();

/** The files of a process besides `stat`. */
const otherFiles = ['io', 'schedstat', 'status', 'statm', 'cgroup', 'limits'];

/** Copies what every process has in common, and as many processes as asked for. */
function writeTree(root: string, count: number): void {
	const fields = readFileSync('/proc/self/stat', 'latin1').replace(/^\d+/, '');
	const write = (file: string, content: string | Buffer): void => {
		mkdirSync(join(root, file, '..'), {recursive: true});
		writeFileSync(join(root, file), content);
	};

	for (const file of ['proc/stat', 'proc/self/status', 'proc/self/statm', 'etc/passwd']) {
		write(file, readFileSync(`/${file}`));
	}

	const others = otherFiles.map(file => [file, readFileSync(`/proc/self/${file}`)] as const);
	for (let pid = 1; pid <= count; pid++) {
		write(`proc/${pid}/stat`, `${pid}${fields}`);
		for (const [file, content] of others) {
			write(`proc/${pid}/${file}`, content);
		}
	}
}

/** Runs `work` and tells the longest time between two turns of the event loop. */
async function longestHoldMs(work: () => unknown): Promise<number> {
	let maxMs = 0;
	let turnMs = performance.now();
	let isDone = false;
	const turn = (): void => {
		const nowMs = performance.now();
		maxMs = Math.max(maxMs, nowMs - turnMs);
		turnMs = nowMs;
		if (!isDone) {
			setImmediate(turn);
		}
	};

	setImmediate(turn);
	await work();
	isDone = true;
	turn();
	return maxMs;
}

async function measure(root: string): Promise<readonly string[]> {
	using collector = processesCollector(thisMachine(root), {cadenceMs: pauseMs, isListRequested: () => true});
	using counter = processesCollector(thisMachine(root), {cadenceMs: pauseMs, isListRequested: () => false});
	const passCosts: number[] = [];
	const countCosts: number[] = [];
	const holds: number[] = [];
	let total = 0;
	for (let pass = 0; pass < passes; pass++) {
		let before = process.cpuUsage();
		total = (await collector.collect(signal))?.total ?? 0;
		let {user, system} = process.cpuUsage(before);
		passCosts.push((user + system) / 1000);
		before = process.cpuUsage();
		await counter.collect(signal);
		({user, system} = process.cpuUsage(before));
		countCosts.push((user + system) / 1000);
		await sleep(pauseMs);
		holds.push(await longestHoldMs(() => collector.collect(signal)));
		await sleep(pauseMs);
	}

	return [String(total), medianAndRange(passCosts, 1), medianAndRange(countCosts, 1), medianAndRange(holds, 1)];
}

const rows: Array<readonly string[]> = [];
for (const size of sizes) {
	const root = mkdtempSync(join(tmpdir(), 'mon-tui-bench-'));
	try {
		writeTree(root, size);
		rows.push(['files', ...(await measure(root))]);
	} finally {
		rmSync(root, {recursive: true, force: true});
	}
}

rows.push(['/proc', ...(await measure(''))]);
printTable(
	`Processes on Node ${process.versions.node}, ms, median and range of ${passes}`,
	['', 'processes', 'CPU, list', 'CPU, count only', 'loop held'],
	rows,
);
