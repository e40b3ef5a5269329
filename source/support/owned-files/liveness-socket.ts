import {type FileHandle, open, rm} from 'node:fs/promises';
import {connect, createServer, type Server} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {giveToOwner} from '../give-to-owner.js';
import {errorCode} from '../system-error.js';

/**
A socket file on which a process listens until it ends. Unlike a pid, it shows whether the process is alive across
containers too, and also while the process is stopped.
*/
export type LivenessSocket = AsyncDisposable & {readonly name: string};

/** Opens a socket. Resolves with `undefined` when the file system does not support sockets. */
export async function openLivenessSocket(directory: string, name: string): Promise<LivenessSocket | undefined> {
	const server = createServer(socket => socket.destroy());
	server.unref();
	server.on('error', () => {});
	try {
		await withShortPath(directory, name, async short => listen(server, short));
		giveToOwner(path.join(directory, name));
	} catch {
		return undefined;
	}

	return {
		name,
		async [Symbol.asyncDispose]() {
			server.close();
			await rm(path.join(directory, name), {force: true});
		},
	};
}

/**
Use of a socket file. `other type`: it is no stream socket. `denied`: there is no permission to connect. `unknown`: connecting
failed for another reason, such as a lack of file descriptors.
*/
export type SocketUse = 'listening' | 'unused' | 'other type' | 'denied' | 'unknown';

/** Returns how a socket file is used. */
export async function socketUse(directory: string, name: string): Promise<SocketUse> {
	try {
		return (await withShortPath(directory, name, async short => isAnswered(short))) ? 'listening' : 'unused';
	} catch (error) {
		switch (errorCode(error)) {
			case 'EPROTOTYPE':
				return 'other type';
			case 'EACCES':
			case 'EPERM':
				return 'denied';
			default:
				return 'unknown';
		}
	}
}

/** Returns whether a process listens on a socket. `undefined` if that cannot be found out. */
export async function isListening(directory: string, name: string): Promise<boolean | undefined> {
	const use = await socketUse(directory, name);
	return use === 'listening' ? true : use === 'unused' ? false : undefined;
}

/**
Calls a function with a short path of a socket: paths are limited to 107 bytes (unix(7)). On Linux the path is that of
the open directory.
*/
export async function withShortPath<Value>(
	directory: string,
	name: string,
	use: (short: string) => Promise<Value>,
): Promise<Value> {
	let handle: FileHandle | undefined;
	try {
		handle = process.platform === 'linux' ? await open(directory) : undefined;
		return await use(handle ? `/proc/self/fd/${handle.fd}/${name}` : path.join(directory, name));
	} finally {
		await handle?.close();
	}
}

/** Makes a server listen on a socket file. */
export function listen(server: Server, file: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(file, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

function isAnswered(file: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const socket = connect(file);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', (error: NodeJS.ErrnoException) => {
			// A full queue means that the process is stopped.
			if (error.code === 'EAGAIN') {
				resolve(true);
			} else if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTSOCK') {
				resolve(false);
			} else {
				reject(error);
			}
		});
	});
}
