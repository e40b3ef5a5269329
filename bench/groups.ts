/**
The control groups of a machine with 2,000 of them: created in each hierarchy where this program may do that, below a group
of its own that it removes at the end. In one of them a process is busy. Prints the CPU time of a pass, what a pass did not
reach, and after how many passes the busy group is found.
*/
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, rmdirSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {thisMachine} from '../source/metrics/collectors.js';
import {groupsCollector} from '../source/metrics/linux/groups/groups.js';
import {findHierarchies} from '../source/metrics/linux/groups/hierarchies.js';
import {medianAndRange, printTable} from './figures.js';

const count = 2000;
const passes = 30;
const intervalMs = 500;

const machine = thisMachine('');
const own = `mon-tui-bench-${process.pid}`;
const parents = (findHierarchies(machine)?.all ?? []).map(({directory}) => `${directory}/${own}`);
const names = Array.from({length: count}, (_, index) => `job-${index}.service`);

function remove(): void {
	for (const parent of parents) {
		for (const directory of [...names.map(name => `${parent}/${name}`), parent]) {
			if (existsSync(directory)) {
				rmdirSync(directory);
			}
		}
	}
}

const busy = spawn(process.execPath, ['-e', 'for(;;){}'], {stdio: 'ignore'});
try {
	for (const parent of parents) {
		mkdirSync(parent);
		for (const name of names) {
			mkdirSync(`${parent}/${name}`);
		}

		writeFileSync(`${parent}/job-1234.service/cgroup.procs`, String(busy.pid));
	}

	using collector = groupsCollector(machine, intervalMs);
	const {signal} = new AbortController();
	const costs: number[] = [];
	const unreached: number[] = [];
	let found: number | undefined;
	for (let pass = 1; pass <= passes; pass++) {
		const before = process.cpuUsage();
		const groups = await collector.collect(signal);
		const {user, system} = process.cpuUsage(before);
		costs.push((user + system) / 1000);
		unreached.push(groups?.unreached ?? Number.NaN);
		const usage = groups?.list.find(({name}) => name === 'job-1234.service')?.cpuPercent;
		found ??= usage !== undefined && usage > 5 ? pass : undefined;
		await sleep(intervalMs);
	}

	const later = costs.slice(5);
	printTable(
		`${count} control groups in ${parents.length} hierarchies`,
		['', 'value'],
		[
			['CPU time of the first pass, ms', costs[0]?.toFixed(1) ?? '--'],
			['CPU time of the second pass, ms', costs[1]?.toFixed(1) ?? '--'],
			['CPU time of a later pass, ms', medianAndRange(later, 1)],
			['not reached in a later pass', medianAndRange(unreached.slice(5))],
			['passes until the busy group was found', found ?? 'not found'],
		],
	);
} finally {
	busy.kill('SIGKILL');
	await sleep(200);
	remove();
}
