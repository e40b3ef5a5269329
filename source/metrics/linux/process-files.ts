import {readdirSync, readlinkSync} from 'node:fs';
import {open} from 'node:fs/promises';
import type {Machine} from '../collector.js';
import type {OpenFile, OpenFiles, SocketAddresses, SocketProtocol} from '../model/process-details.js';
import {parseNetSocket} from './procfs/net-sockets.js';

const maxFiles = 1000;
/** Limit for each table of sockets, about 14,000 of them. */
const maxTableBytes = 2 * 1024 * 1024;
const chunkBytes = 64 * 1024;

const protocols: readonly SocketProtocol[] = ['tcp', 'tcp6', 'udp', 'udp6', 'unix'];

/**
Lists the open files of a process, with the addresses of its sockets in its network namespace. Resolves with `undefined`
without permission and when the process has ended.
*/
export async function processFiles(machine: Machine, pid: number): Promise<OpenFiles | undefined> {
	const directory = `${machine.root}/proc/${pid}`;
	let names: readonly string[];
	try {
		names = readdirSync(`${directory}/fd`);
	} catch {
		return undefined;
	}

	const files = names
		.map(Number)
		.sort((left, right) => left - right)
		.slice(0, maxFiles)
		.flatMap(fd => openFile(`${directory}/fd/${fd}`, fd) ?? []);
	const inodes = new Set(files.flatMap(({target}) => inodeOf(target) ?? []));
	const sockets = await findSockets(`${directory}/net`, inodes);
	return {
		list: files.map(file => ({...file, socket: sockets.get(inodeOf(file.target) ?? -1)})),
		total: names.length,
	};
}

const deleted = ' (deleted)';

function openFile(path: string, fd: number): OpenFile | undefined {
	try {
		const target = readlinkSync(path);
		return {fd, kind: kindOf(target), target, isDeleted: target.endsWith(deleted), socket: undefined};
	} catch {
		// It was closed after the directory was listed.
		return undefined;
	}
}

function kindOf(target: string): OpenFile['kind'] {
	if (target.startsWith('/')) {
		return 'file';
	}

	return target.startsWith('socket:') ? 'socket' : target.startsWith('pipe:') ? 'pipe' : 'other';
}

/** Returns the number of a socket, by which the tables of the network list it. */
function inodeOf(target: string): number | undefined {
	const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
	return inode === undefined ? undefined : Number(inode);
}

/** Reads the tables until all sockets are found. An unreadable table affects only its sockets. */
async function findSockets(
	directory: string,
	inodes: ReadonlySet<number>,
): Promise<ReadonlyMap<number, SocketAddresses>> {
	const found = new Map<number, SocketAddresses>();
	for (const protocol of protocols) {
		if (found.size === inodes.size) {
			break;
		}

		try {
			for await (const line of linesOf(`${directory}/${protocol}`)) {
				const socket = parseNetSocket(protocol, line);
				if (socket && inodes.has(socket.inode)) {
					found.set(socket.inode, socket.addresses);
				}
			}
		} catch {
			// The process ended, or the kernel has no such protocol.
		}
	}

	return found;
}

/** Reads the complete lines of the beginning of a file. The event loop runs between the reads. */
async function* linesOf(path: string): AsyncGenerator<string> {
	await using file = await open(path);
	const buffer = Buffer.alloc(chunkBytes);
	let rest = '';
	for (let total = 0; total < maxTableBytes; ) {
		const {bytesRead} = await file.read(buffer, 0, buffer.length, null);
		if (bytesRead === 0) {
			return;
		}

		total += bytesRead;
		const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}
