import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';
import {addressKey} from '../limits/address-map.js';
import type {Descriptors} from './descriptors.js';
import {localClient} from './loopback.js';

/** The time without a request after which a connection may be closed in favor of others. */
const maxIdleMs = 1000;

export type AdmissionOptions = {
	/** The maximum number of connections that are not WebSockets. */
	readonly maxWaiting: number;
	readonly descriptors: Pick<Descriptors, 'areShort'>;
	readonly onRefuse: (reason: 'connections' | 'descriptors', address: string) => void;
};

export type Admission = {
	/** Stops counting a connection that has become a WebSocket. */
	release(socket: Socket): void;
};

type Waiting = {readonly socket: Socket; readonly address: string; lastRequestMs: number};

/**
Limits the connections that are not WebSockets, so that idle ones do not lock out clients. If there are too many, or
descriptors run short, one connection is closed: the one that was idle longest, of the address that has the most. If none
was idle for a second, the new connection is closed. Clients that connect at the same time are all accepted.
*/
export function admitConnections(server: Server, {maxWaiting, descriptors, onRefuse}: AdmissionOptions): Admission {
	const waiting = new Map<Peer, Waiting>();
	const counts = new Map<string, number>();

	const count = (address: string, change: 1 | -1): void => {
		const next = (counts.get(address) ?? 0) + change;
		if (next === 0) {
			counts.delete(address);
		} else {
			counts.set(address, next);
		}
	};

	const remove = (key: Peer): Waiting | undefined => {
		const one = waiting.get(key);
		if (one) {
			waiting.delete(key);
			count(one.address, -1);
		}

		return one;
	};

	/** Returns the oldest connection that satisfies a condition, of the address that has the most connections. */
	const oldestOfMost = (satisfies: (one: Waiting) => boolean): Peer | undefined => {
		const most = Math.max(...counts.values());
		for (const [key, one] of waiting) {
			if (counts.get(one.address) === most && satisfies(one)) {
				return key;
			}
		}

		return undefined;
	};

	const makeRoom = (newKey: Peer, reason: 'connections' | 'descriptors'): void => {
		const idleSinceMs = performance.now() - maxIdleMs;
		const address = waiting.get(newKey)?.address;
		const key =
			oldestOfMost(({lastRequestMs}) => lastRequestMs <= idleSinceMs) ??
			oldestOfMost(one => one.address !== address && counts.get(address ?? '') !== counts.get(one.address)) ??
			newKey;
		const dropped = remove(key);
		dropped?.socket.destroy();
		onRefuse(reason, dropped?.address ?? '');
	};

	server.on('connection', (socket: Socket) => {
		const key = peerOf(socket);
		// After a request that offered another protocol, the same connection is emitted again.
		if (waiting.has(key)) {
			return;
		}

		const address = addressKey(socket.remoteAddress ?? localClient);
		waiting.set(key, {socket, address, lastRequestMs: performance.now()});
		count(address, 1);
		socket.once('close', () => remove(key));
		if (descriptors.areShort()) {
			makeRoom(key, 'descriptors');
		} else if (waiting.size > maxWaiting) {
			makeRoom(key, 'connections');
		}
	});
	server.on('request', ({socket}: IncomingMessage) => {
		const one = waiting.get(peerOf(socket));
		if (one) {
			one.lastRequestMs = performance.now();
		}
	});
	server.on('drop', data => onRefuse('connections', data?.remoteAddress ?? localClient));
	return {
		release(socket) {
			remove(peerOf(socket));
		},
	};
}

/**
Identifies a connection: the client's address and port, because over TLS the socket that upgrades is not the object that
connected. The clients of a Unix socket have neither, and no TLS.
*/
type Peer = string | Socket;

function peerOf(socket: Socket): Peer {
	const {remoteAddress, remotePort} = socket;
	return remoteAddress === undefined ? socket : `${remoteAddress} ${remotePort}`;
}
