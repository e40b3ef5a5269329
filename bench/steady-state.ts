/**
What it costs to leave the screen on, refreshed every half second: processor time of the program with everything it started,
bytes to the terminal, resident memory. The programs run at the same time, so that all meet the same machine; those that
would take more than its processors run one after the other.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {sessionMembers} from '../test/helpers/session.js';
import {openTerminal} from '../test/helpers/terminal.js';
import {printTable} from './figures.js';
import {type Program, programs, temporaryHome} from './programs.js';
import {type Size, sizes} from './sizes.js';
import {startSleepers} from './sleepers.js';

/** A runtime of JavaScript compiles and grows during the first half minute. */
const warmUpMs = 60_000;
const windowMs = 20_000;
/** Time between two starts, so that the programs do not all refresh at the same moment. */
const apartMs = 130;
const msPerTick = 10;
const bytesPerMegabyte = 1e6;

type Cost = {
	readonly cpuMsPerSecond: number;
	readonly bytesPerSecond: number;
	readonly residentSetBytes: number;
	readonly processes: number;
};

async function measure(program: Program, size: Size, home: string): Promise<Cost> {
	await using terminal = openTerminal(program.file, program.args, {...size, env: {HOME: home}});
	await terminal.waitFor(program.figure);
	await sleep(warmUpMs);

	const now = () => {
		const members = sessionMembers(terminal.pid);
		return {
			ms: performance.now(),
			cpuMs: members.reduce((sum, {cpuTicks}) => sum + cpuTicks, 0) * msPerTick,
			bytes: terminal.output().bytes,
			residentSetBytes: members.reduce((sum, {residentSetBytes}) => sum + residentSetBytes, 0),
			processes: members.length,
		};
	};

	const before = now();
	await sleep(windowMs);
	const after = now();
	const seconds = (after.ms - before.ms) / 1000;
	return {
		cpuMsPerSecond: (after.cpuMs - before.cpuMs) / seconds,
		bytesPerSecond: (after.bytes - before.bytes) / seconds,
		residentSetBytes: after.residentSetBytes,
		processes: after.processes,
	};
}

await using home = await temporaryHome();

async function atOnce(compared: readonly Program[], size: Size): Promise<readonly Cost[]> {
	return Promise.all(
		compared.map(async (program, index) => {
			await sleep(index * apartMs);
			return measure(program, size, home.path);
		}),
	);
}

async function inTurn(compared: readonly Program[], size: Size): Promise<readonly Cost[]> {
	const costs: Cost[] = [];
	for (const program of compared) {
		costs.push(await measure(program, size, home.path));
	}

	return costs;
}

const ways = {'at the same time': atOnce, 'one after the other': inTurn} as const;

async function compare(
	title: string,
	compared: readonly Program[],
	size: Size,
	way: keyof typeof ways = 'at the same time',
): Promise<void> {
	const costs = await ways[way](compared, size);
	printTable(
		`${title}, every 0.5 s, ${windowMs / 1000} s after ${warmUpMs / 1000} s, ${way}`,
		['', 'CPU ms/s', 'bytes/s', 'RSS MB', 'processes'],
		costs.map((cost, index) => [
			compared[index]?.name ?? '',
			cost.cpuMsPerSecond.toFixed(1),
			cost.bytesPerSecond.toFixed(0),
			(cost.residentSetBytes / bytesPerMegabyte).toFixed(0),
			cost.processes,
		]),
	);
}

for (const size of sizes) {
	await compare(`Steady state at ${size.columns}x${size.rows}`, programs(), size);
}

for (const [count, way] of [
	[300, 'at the same time'],
	[5000, 'one after the other'],
] as const) {
	using _sleepers = await startSleepers(count);
	const monitors = programs().filter(({name}) => !name.startsWith('bare'));
	await compare(`${count} more processes, which sleep, at 80x24`, monitors, {columns: 80, rows: 24}, way);
}
