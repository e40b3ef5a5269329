import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';
import {addressKey} from '../limits/address-map.js';
import type {Descriptors} from './descriptors.js';

/** A connection without a request for that long makes room for others. */
const silenceMs = 1000;

export type AdmissionOptions = {
	/** Connections that are no WebSocket, or not yet. */
	readonly maxWaiting: number;
	readonly descriptors: Pick<Descriptors, 'areShort'>;
	readonly onRefuse: (reason: 'connections' | 'descriptors', address: string) => void;
};

export type Admission = {
	/** The connection has become a WebSocket. */
	release(socket: Socket): void;
};

type Waiting = {readonly socket: Socket; readonly address: string; heardMs: number};

/**
Bounds the connections that are no WebSocket, so that silent ones lock no client out. When there are too many, or descriptors run short,
one goes: of the address that has the most, the one that was silent longest, and the newcomer itself where none was silent for a
second. Clients that come all at once are all let in.
*/
export function admitConnections(server: Server, {maxWaiting, descriptors, onRefuse}: AdmissionOptions): Admission {
	// By the client's address and port: over TLS the socket that upgrades is another object than the one that connected.
	const waiting = new Map<string, Waiting>();
	const counts = new Map<string, number>();

	const count = (address: string, change: 1 | -1): void => {
		const next = (counts.get(address) ?? 0) + change;
		if (next === 0) {
			counts.delete(address);
		} else {
			counts.set(address, next);
		}
	};

	const remove = (key: string): Waiting | undefined => {
		const one = waiting.get(key);
		if (one) {
			waiting.delete(key);
			count(one.address, -1);
		}

		return one;
	};

	/** The oldest of the address that has the most which satisfies a condition. */
	const oldestOfMost = (satisfies: (one: Waiting) => boolean): string | undefined => {
		const most = Math.max(...counts.values());
		for (const [key, one] of waiting) {
			if (counts.get(one.address) === most && satisfies(one)) {
				return key;
			}
		}

		return undefined;
	};

	const makeRoom = (newcomer: string, reason: 'connections' | 'descriptors'): void => {
		const silentSinceMs = performance.now() - silenceMs;
		const address = waiting.get(newcomer)?.address;
		const key =
			oldestOfMost(({heardMs}) => heardMs <= silentSinceMs) ??
			oldestOfMost(one => one.address !== address && counts.get(address ?? '') !== counts.get(one.address)) ??
			newcomer;
		const dropped = remove(key);
		dropped?.socket.destroy();
		onRefuse(reason, dropped?.address ?? '');
	};

	server.on('connection', (socket: Socket) => {
		const key = peerOf(socket);
		// A request that offered another protocol brings the same connection again.
		if (waiting.has(key)) {
			return;
		}

		const address = addressKey(socket.remoteAddress ?? '');
		waiting.set(key, {socket, address, heardMs: performance.now()});
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
			one.heardMs = performance.now();
		}
	});
	server.on('drop', data => onRefuse('connections', data?.remoteAddress ?? ''));
	return {
		release(socket) {
			remove(peerOf(socket));
		},
	};
}

function peerOf({remoteAddress, remotePort}: Socket): string {
	return `${remoteAddress} ${remotePort}`;
}
