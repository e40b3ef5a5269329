/** Sends the same snapshots to every client, in one of three ways, and reports what that cost. Started by broadcast.ts. */
import {once} from 'node:events';
import {createServer} from 'node:http';
import net, {type AddressInfo, type Socket} from 'node:net';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {WebSocketServer} from 'ws';
import type {Sample} from '../source/core/sample.js';
import {encodedSample} from '../source/protocol/messages/encoded-sample.js';
import {monitoringData} from '../source/protocol/messages/monitoring-data.js';
import {textFrame} from '../source/server/websocket/frame.js';
import {processOf} from '../test/helpers/processes.js';
import {cpu, ok, sampleAt} from '../test/helpers/samples.js';
import {serve} from '../test/helpers/serve.js';

export type Way = 'mon-tui' | 'mon-tui --compress' | 'socket.write' | 'ws.send' | 'ws.send, deflate';

export type Order = {readonly measureTicks: number};

export type Cost = {
	/** Processor time, user and system, of each broadcast until the last write returned. */
	readonly broadcastMs: readonly number[];
	/** Of the whole process, with what comes back from the clients, for one broadcast. */
	readonly processMs: number;
	readonly rssBytes: number;
	readonly messageBytes: number;
};

type Broadcaster = {readonly port: number; broadcast(sample: Sample): void};

const tickMs = 500;

const list = Array.from({length: 50}, (_, index) =>
	processOf(1000 + index, {name: `worker-${index}`, cpuPercent: index / 10, residentSetBytes: 2 ** 27 + index}),
);
const counts = {
	running: 2,
	sleeping: 48,
	stopped: 0,
	zombie: 0,
	threads: 200,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
};

function nextSample(sequence: number): Sample {
	const cores = Array.from({length: 8}, (_, core) => (sequence * 7 + core * 13) % 100);
	return sampleAt(
		sequence / 2,
		{processor: ok(cpu(sequence % 100, cores)), processes: ok({total: 50, ...counts, list})},
		sequence,
	);
}

const ways: Readonly<Record<Way, () => Promise<Broadcaster>>> = {
	'mon-tui': () => broadcaster(false),
	'mon-tui --compress': () => broadcaster(true),

	async 'socket.write'() {
		const sockets = new Set<Socket>();
		const server = net.createServer(socket => {
			sockets.add(socket);
			socket.on('error', () => sockets.delete(socket));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return {
			port: (server.address() as AddressInfo).port,
			broadcast(sample) {
				const frame = textFrame(encodedSample(sample));
				for (const socket of sockets) {
					socket.write(frame);
				}
			},
		};
	},

	'ws.send': () => library(false),
	'ws.send, deflate': () => library(true),
};

async function broadcaster(compress: boolean): Promise<Broadcaster> {
	const {place, publish} = await serve({maxClients: 100_000, compress});
	return {port: Number(place.split(':')[1]), broadcast: sample => publish(0, sample)};
}

async function library(perMessageDeflate: boolean): Promise<Broadcaster> {
	const server = createServer().listen(0, '127.0.0.1');
	const webSockets = new WebSocketServer({server, perMessageDeflate});
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		broadcast(sample) {
			const message = monitoringData(sample);
			for (const client of webSockets.clients) {
				client.send(JSON.stringify(message));
			}
		},
	};
}

function milliseconds({user, system}: NodeJS.CpuUsage): number {
	return (user + system) / 1000;
}

if (process.send) {
	const {port, broadcast} = await ways[process.argv[2] as Way]();
	let sequence = 0;
	let broadcastMs: number[] = [];
	setInterval(() => {
		sequence += 1;
		const sample = nextSample(sequence);
		const before = process.cpuUsage();
		broadcast(sample);
		broadcastMs.push(milliseconds(process.cpuUsage(before)));
	}, tickMs);

	process.on('message', async ({measureTicks}: Order) => {
		broadcastMs = [];
		const before = process.cpuUsage();
		await sleep(measureTicks * tickMs);
		const usage = process.cpuUsage(before);
		process.send?.({
			broadcastMs,
			processMs: milliseconds(usage) / broadcastMs.length,
			rssBytes: process.memoryUsage.rss(),
			messageBytes: encodedSample(nextSample(sequence)).length,
		} satisfies Cost);
	});
	process.send({port});
}
