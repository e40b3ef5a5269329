/**
What it costs to send snapshots to many clients twice a second: beside writing the same bytes to bare sockets, which is as
little as it can be, and beside sending to each client by itself. The clients run in processes of their own.
*/
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Plan, Tally} from './broadcast-clients.js';
import type {Cost, Order, Way} from './broadcast-server.js';
import {median, medianAndRange, printTable} from './figures.js';

const clientCounts = [100, 1000, 5000];

/** What deflates for each client by itself cannot keep the pace with more. */
const mostDeflated = 1000;
const measureTicks = 30;

/** Until the code is compiled and every connection has its buffers. */
const warmUpSeconds = 6;
const mostClientsPerProcess = 2500;
const stalledClients = 100;
const stalledSeconds = 26;

type Server = {readonly child: ChildProcess; readonly port: number};

function start(file: string, argument: string): ChildProcess {
	return fork(fileURLToPath(new URL(file, import.meta.url)), [argument], {execArgv: ['--import=tsx']});
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
	const [message] = (await once(child, 'message')) as [Message];
	return message;
}

async function startServer(way: Way): Promise<Server> {
	const child = start('broadcast-server.ts', way);
	const {port} = await answer<{readonly port: number}>(child);
	return {child, port};
}

async function openClients(plan: Plan): Promise<readonly ChildProcess[]> {
	const processes = Math.ceil(plan.count / mostClientsPerProcess);
	return Promise.all(
		Array.from({length: processes}, async () => {
			const child = start('broadcast-clients.ts', JSON.stringify({...plan, count: plan.count / processes}));
			await answer(child);
			return child;
		}),
	);
}

async function tally(children: readonly ChildProcess[]): Promise<Tally> {
	const tallies = await Promise.all(
		children.map(async child => {
			child.send('tell');
			return answer<Tally>(child);
		}),
	);
	const sum = (value: (one: Tally) => number): number => tallies.reduce((total, one) => total + value(one), 0);
	return {
		missed: sum(one => one.missed),
		received: sum(one => one.received),
		ended: sum(one => one.ended),
		lastEndMs: Math.max(...tallies.map(one => one.lastEndMs)),
	};
}

async function stop(children: readonly ChildProcess[]): Promise<void> {
	await Promise.all(
		children.map(async child => {
			child.kill('SIGKILL');
			await once(child, 'exit');
		}),
	);
}

function residentBytes({pid}: ChildProcess): number {
	const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kibibytes) * 1024;
}

async function measure(way: Way, count: number) {
	const {child, port} = await startServer(way);
	await sleep(1500);
	const before = residentBytes(child);
	const clients = await openClients({port, count, kind: kinds[way]});
	await sleep(warmUpSeconds * 1000);
	child.send({measureTicks} satisfies Order);
	const cost = await answer<Cost>(child);
	const {missed, received, ended} = await tally(clients);
	await stop([...clients, child]);
	return {
		...cost,
		missed: way === 'socket.write' ? undefined : missed,
		received,
		ended,
		growth: cost.rssBytes - before,
	};
}

const kinds: Readonly<Record<Way, Plan['kind']>> = {
	'mon-tui': 'WebSocket',
	'mon-tui --compress': 'inflating',
	'socket.write': 'TCP',
	'ws.send': 'WebSocket',
	'ws.send, deflate': 'inflating',
};

const rows: (string | number)[][] = [];
for (const count of clientCounts) {
	const least = await measure('socket.write', count);
	for (const [way, result] of [
		['socket.write', least],
		['mon-tui', await measure('mon-tui', count)],
		['mon-tui --compress', await measure('mon-tui --compress', count)],
		['ws.send', await measure('ws.send', count)],
		...(count > mostDeflated ? [] : [['ws.send, deflate', await measure('ws.send, deflate', count)] as const]),
	] as const) {
		rows.push([
			way,
			count,
			medianAndRange(result.broadcastMs, 1),
			(median(result.broadcastMs) / median(least.broadcastMs)).toFixed(2),
			result.processMs.toFixed(1),
			(result.growth / count / 1000).toFixed(1),
			result.missed ?? '--',
			(result.messageBytes / 1000).toFixed(1),
		]);
	}
}

printTable(
	'Broadcast twice a second: processor time of the server',
	['way', 'clients', 'CPU ms/broadcast', 'of socket.write', 'with answers', 'kB/client', 'missed', 'kB/message'],
	rows,
);

const {child, port} = await startServer('mon-tui');
await sleep(1500);
const before = residentBytes(child);
const stalled = await openClients({port, count: stalledClients, kind: 'silent'});
let most = 0;
for (let second = 0; second < stalledSeconds; second++) {
	await sleep(1000);
	most = Math.max(most, residentBytes(child) - before);
}

const {ended, lastEndMs} = await tally(stalled);
await stop([...stalled, child]);
printTable(
	'Clients that connect and never read',
	['clients', 'cut', 'last after s', 'server grew by MB'],
	[[String(stalledClients), ended, (lastEndMs / 1000).toFixed(1), (most / 1e6).toFixed(1)]],
);
