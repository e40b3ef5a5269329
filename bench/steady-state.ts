/**
What it costs to leave the screen on, refreshed every half second: processor time of the program with everything it started,
bytes to the terminal, resident memory. One program after the other, on a machine that does nothing else.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import {sessionMembers} from '../test/helpers/session.js';
import {openTerminal} from '../test/helpers/terminal.js';
import {printTable} from './figures.js';
import {type Program, programs, temporaryHome} from './programs.js';
import {type Size, sizes} from './sizes.js';
import {startSleepers} from './sleepers.js';

const warmUpMs = 10_000;
const windowMs = 20_000;
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

async function compare(title: string, compared: readonly Program[], size: Size): Promise<void> {
	const rows: (readonly (string | number)[])[] = [];
	for (const program of compared) {
		const cost = await measure(program, size, home.path);
		rows.push([
			program.name,
			cost.cpuMsPerSecond.toFixed(1),
			cost.bytesPerSecond.toFixed(0),
			(cost.residentSetBytes / bytesPerMegabyte).toFixed(0),
			cost.processes,
		]);
	}

	printTable(
		`${title}, every 0.5 s, ${windowMs / 1000} s after ${warmUpMs / 1000} s`,
		['', 'CPU ms/s', 'bytes/s', 'RSS MB', 'processes'],
		rows,
	);
}

for (const size of sizes) {
	await compare(`Steady state at ${size.columns}x${size.rows}`, programs(), size);
}

for (const count of [300, 5000]) {
	using _sleepers = await startSleepers(count);
	const monitors = programs().filter(({name}) => !name.startsWith('bare'));
	await compare(`${count} more processes, which sleep, at 80x24`, monitors, {columns: 80, rows: 24});
}
