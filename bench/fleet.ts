/**
What it costs to look at many machines: the overview of a fleet, a summary of each every two seconds, and one of them in
full. Processor time of the program, bytes to the terminal, resident memory; the servers are in this process.
*/
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {openProgram} from '../test/helpers/run-program.js';
import {cpu, ok, sampleAt} from '../test/helpers/samples.js';
import {serve} from '../test/helpers/serve.js';
import {sessionMembers} from '../test/helpers/session.js';
import {watchedState} from '../test/helpers/states.js';
import type {TestTerminal} from '../test/helpers/terminal.js';
import {printTable} from './figures.js';

const hosts = 100;
const warmUpMs = 5000;
const windowMs = 10_000;
const msPerTick = 10;

async function measure(terminal: TestTerminal): Promise<readonly string[]> {
	await sleep(warmUpMs);
	const now = () => {
		const members = sessionMembers(terminal.pid);
		return {
			ms: performance.now(),
			cpuMs: members.reduce((sum, {cpuTicks}) => sum + cpuTicks, 0) * msPerTick,
			bytes: terminal.output().bytes,
			megabytes: members.reduce((sum, {residentSetBytes}) => sum + residentSetBytes, 0) / 1e6,
		};
	};
	const before = now();
	await sleep(windowMs);
	const after = now();
	const seconds = (after.ms - before.ms) / 1000;
	return [
		((after.cpuMs - before.cpuMs) / seconds).toFixed(1),
		((after.bytes - before.bytes) / seconds).toFixed(0),
		after.megabytes.toFixed(0),
	];
}

const directory = await mkdtemp(path.join(tmpdir(), 'mon-tui-fleet-'));
const servers = await Promise.all(Array.from({length: hosts}, () => serve()));
const {processes} = watchedState().sample?.snapshot.readings ?? sampleAt(0).snapshot.readings;
let seconds = 0;
const timer = setInterval(() => {
	seconds += 0.5;
	for (const [index, server] of servers.entries()) {
		const percent = 50 + 45 * Math.sin(seconds / 5 + index);
		server.publish(seconds, sampleAt(seconds, {processor: ok(cpu(percent, Array(8).fill(percent))), processes}));
	}
}, 500);

const file = path.join(directory, 'fleet.json');
const connect = servers.map(({place}, index) => ({url: `ws://${place}`, name: `node-${index + 1}`}));
await writeFile(file, JSON.stringify({connect}));
for (const [columns, rows] of [
	[80, 24],
	[200, 50],
] as const) {
	await using terminal = openProgram(['--config', file], {columns, rows});
	await terminal.waitFor(/\d%/);
	const overview = await measure(terminal);
	await terminal.press('enter');
	await terminal.waitFor(/live/);
	const machine = await measure(terminal);
	printTable(
		`${hosts} machines at ${columns}x${rows}, ${windowMs / 1000} s after ${warmUpMs / 1000} s`,
		['', 'CPU ms/s', 'bytes/s', 'RSS MB'],
		[
			['overview', ...overview],
			['one of them, every 0.5 s', ...machine],
		],
	);
}

clearInterval(timer);
await Promise.all(servers.map(server => server[Symbol.asyncDispose]()));
await rm(directory, {recursive: true});
