import {open} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Machine} from '../../collector.js';
import type {TroubledSocket} from '../../model/investigation.js';
import {parseNetTcp, type TcpSocket} from '../procfs/net-tcp.js';
import {descriptors} from './descriptors.js';

const maxSockets = 5;
const listening = 10;
/** Maximum size that is read of each file: about 25,000 sockets. */
const maxBytes = 4 * 2 ** 20;

/** Returns the listening sockets with connections that wait to be accepted, the longest queue first. */
export async function fullListeners(machine: Machine, signal: AbortSignal): Promise<readonly TroubledSocket[]> {
	const sockets = (await readSockets(machine)).filter(
		({state, receiveQueue}) => state === listening && receiveQueue > 0,
	);
	sockets.sort((left, right) => right.receiveQueue - left.receiveQueue);
	return withOwners(
		machine,
		sockets.slice(0, maxSockets).map(socket => ({socket, count: socket.receiveQueue})),
		signal,
	);
}

/** A retransmission is visible only until it is acknowledged, so the sockets are read several times. */
const looks = 6;
const betweenMs = 120;

/** Returns the connections that send segments again, those that do so most often first. */
export async function retransmitting(machine: Machine, signal: AbortSignal): Promise<readonly TroubledSocket[]> {
	const seen = new Map<string, {readonly socket: TcpSocket; count: number}>();
	for (let look = 0; look < looks && !signal.aborted; look++) {
		if (look > 0) {
			await sleep(betweenMs, undefined, {signal});
		}

		for (const socket of await readSockets(machine)) {
			const weight = socket.retransmits * 10 + Number(socket.isRetransmitting && socket.sendQueue > 0);
			if (socket.state !== listening && weight > 0) {
				const key = `${socket.local} ${socket.remote}`;
				const known = seen.get(key) ?? {socket, count: 0};
				known.count += weight;
				seen.set(key, known);
			}
		}
	}

	const worst = [...seen.values()].sort((left, right) => right.count - left.count).slice(0, maxSockets);
	return withOwners(machine, worst, signal);
}

async function readSockets({root}: Machine): Promise<TcpSocket[]> {
	const directory = root === '' ? '/proc/net' : `${root}/proc/1/net`;
	const texts = await Promise.all(['tcp', 'tcp6'].map(name => readStart(`${directory}/${name}`)));
	return texts.flatMap(text => parseNetTcp(text));
}

/** Reads the start of a file of the kernel, which returns at most a few pages per read. */
async function readStart(path: string): Promise<string> {
	try {
		await using file = await open(path, 'r');
		const buffer = Buffer.allocUnsafe(2 ** 16);
		let text = '';
		for (;;) {
			const {bytesRead} = await file.read(buffer, 0, buffer.length, null);
			text += buffer.toString('latin1', 0, bytesRead);
			if (bytesRead === 0 || text.length > maxBytes) {
				return text;
			}
		}
	} catch {
		// A kernel without IPv6 has no tcp6.
		return '';
	}
}

async function withOwners(
	machine: Machine,
	sockets: ReadonlyArray<{readonly socket: TcpSocket; readonly count: number}>,
	signal: AbortSignal,
): Promise<readonly TroubledSocket[]> {
	const owners = new Map<string, number>();
	const wanted = new Set(sockets.map(({socket: {inode}}) => `socket:[${inode}]`));
	for await (const {pid, target} of descriptors(machine, signal, {directories: false})) {
		if (wanted.has(target)) {
			owners.set(target, owners.get(target) ?? pid);
			if (owners.size === wanted.size) {
				break;
			}
		}
	}

	return sockets.map(({socket, count}) => ({
		local: socket.local ?? '',
		remote: socket.remote,
		pid: owners.get(`socket:[${socket.inode}]`),
		count,
	}));
}
