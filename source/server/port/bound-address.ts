import {fstatSync, readFileSync} from 'node:fs';
import type {Server} from 'node:net';
import {socketAddress} from '../../support/socket-path.js';
import type {Endpoint} from './endpoint.js';
import {isLoopback, urlHost} from './loopback.js';
import {reachableHost} from './reachable-host.js';

/** The address on which a server listens. */
export type BoundAddress = {
	/** The address that clients use: `http://127.0.0.1:8765/`, or `unix:/run/mon-tui/mon-tui.sock`. */
	readonly text: string;
	/** The address that was requested, as a name that clients may use; `undefined` for a Unix socket. */
	readonly host: string | undefined;
	/** 0 for a Unix socket. */
	readonly port: number;
	/** Whether other machines can connect. */
	readonly isPublic: boolean;
	/** The path of a Unix socket, if it is known. */
	readonly path: string | undefined;
};

/** Returns the address of a server that listens. */
export function boundAddress(server: Server, endpoint: Endpoint, hasTls: boolean): BoundAddress {
	const bound = server.address();
	if (bound === null || typeof bound === 'string') {
		const path =
			endpoint.kind === 'socket file'
				? endpoint.path
				: endpoint.kind === 'descriptor'
					? pathOfDescriptor(endpoint.fd)
					: undefined;
		return {text: socketAddress(path), host: undefined, port: 0, isPublic: false, path};
	}

	const host = endpoint.kind === 'port' ? endpoint.host : bound.address;
	return {
		text: `${hasTls ? 'https' : 'http'}://${urlHost(reachableHost(host))}:${bound.port}/`,
		host,
		port: bound.port,
		isPublic: !isLoopback(host),
		path: undefined,
	};
}

/** Returns the path of an inherited Unix socket, which Node does not know, from the table of the kernel (proc_net(5)). */
function pathOfDescriptor(fd: number): string | undefined {
	try {
		const {ino} = fstatSync(fd);
		for (const line of readFileSync('/proc/self/net/unix', 'utf8').split('\n')) {
			const [, inode, path] = /^\S+ \S+ \S+ \S+ \S+ \S+ +(\d+) (.+)$/.exec(line) ?? [];
			if (Number(inode) === ino) {
				return path;
			}
		}
	} catch {
		// Other systems have no such table.
	}

	return undefined;
}
