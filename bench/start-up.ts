/**
How long it takes from the command to the screen, and how much processor time: to the first frame and to the first processor
figure, beside what Node alone takes. The runs are interleaved, so that other work on the machine falls on all alike.
*/
import {execFileSync} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {loginEnvironment} from '../test/helpers/login-environment.js';
import {sessionMembers} from '../test/helpers/session.js';
import {openTerminal} from '../test/helpers/terminal.js';
import {medianAndRange, printTable} from './figures.js';
import {nodes, ownPrograms, type Program, programs, temporaryHome} from './programs.js';
import {type Size, sizes} from './sizes.js';

const rounds = 7;
const msPerTick = 10;

type Start = {
	readonly frameMs: number;
	readonly frameCpuMs: number;
	readonly figureMs: number;
	readonly figureCpuMs: number;
};

async function start(program: Program, size: Size, home: string): Promise<Start> {
	const startedMs = performance.now();
	await using terminal = openTerminal(program.file, program.args, {...size, env: {HOME: home, ...program.env}});
	const cpuMs = (): number => sessionMembers(terminal.pid).reduce((sum, {cpuTicks}) => sum + cpuTicks, 0) * msPerTick;
	await terminal.waitFor(program.frame);
	const frame = {frameMs: performance.now() - startedMs, frameCpuMs: cpuMs()};
	await terminal.waitFor(program.figure);
	return {...frame, figureMs: performance.now() - startedMs, figureCpuMs: cpuMs()};
}

function startNode(file: string, home: string): {readonly wallMs: number; readonly cpuMs: number} {
	const startedMs = performance.now();
	const usage = JSON.parse(
		execFileSync(file, ['-p', 'JSON.stringify(process.cpuUsage())'], {env: loginEnvironment(home), encoding: 'utf8'}),
	);
	return {wallMs: performance.now() - startedMs, cpuMs: (usage.user + usage.system) / 1000};
}

/** Lets the program keep its compiled code, which it does after two seconds. */
async function keepCode(program: Program, home: string): Promise<void> {
	await using terminal = openTerminal(program.file, program.args, {env: {HOME: home}});
	await terminal.waitFor(program.figure);
	await sleep(3000);
}

await using home = await temporaryHome();
for (const program of ownPrograms()) {
	await keepCode(program, home.path);
}

const firstStarts = ownPrograms().map(program => ({
	...program,
	name: `${program.name}, first start`,
	env: {NODE_DISABLE_COMPILE_CACHE: '1'},
}));
const alone = nodes().map(node => ({...node, runs: [] as ReturnType<typeof startNode>[]}));
const measured = sizes.map(size =>
	[...programs(), ...firstStarts].map(program => ({program, size, runs: [] as Start[]})),
);
for (let round = 0; round < rounds; round++) {
	for (const {file, runs} of alone) {
		runs.push(startNode(file, home.path));
	}

	for (const {program, size, runs} of measured.flat()) {
		runs.push(await start(program, size, home.path));
	}
}

printTable(
	`Start of Node alone, median of ${rounds} (lowest–highest)`,
	['', 'wall ms', 'CPU ms'],
	alone.map(({name, runs}) => [
		name,
		medianAndRange(runs.map(run => run.wallMs)),
		medianAndRange(runs.map(run => run.cpuMs)),
	]),
);
for (const [index, {columns, rows}] of sizes.entries()) {
	printTable(
		`Start at ${columns}x${rows}, median of ${rounds} (lowest–highest)`,
		['', 'first frame, wall ms', 'CPU ms', 'first CPU figure, wall ms', 'CPU ms'],
		(measured[index] ?? []).map(({program, runs}) => [
			program.name,
			medianAndRange(runs.map(run => run.frameMs)),
			medianAndRange(runs.map(run => run.frameCpuMs)),
			medianAndRange(runs.map(run => run.figureMs)),
			medianAndRange(runs.map(run => run.figureCpuMs)),
		]),
	);
}
