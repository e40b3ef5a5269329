import type {Server} from 'node:http';
import type {Socket} from 'node:net';

/** How many connections may be open that are no WebSocket (yet). */
export const mostWaitingSockets = 256;

/** Drops the oldest connection that has not become a WebSocket when there are too many: silence must not lock others out. */
export function boundWaitingSockets(server: Server): void {
	// By the client's address and port: over TLS the socket that upgrades is another object than the one that connected.
	const waiting = new Map<string, Socket>();

	server.on('connection', (socket: Socket) => {
		const key = peerOf(socket);
		waiting.set(key, socket);
		socket.once('close', () => waiting.delete(key));
		const [oldest] = waiting;
		if (waiting.size > mostWaitingSockets && oldest) {
			waiting.delete(oldest[0]);
			oldest[1].destroy();
		}
	});
	server.on('upgrade', ({socket}) => {
		waiting.delete(peerOf(socket));
	});
}

function peerOf({remoteAddress, remotePort}: Socket): string {
	return `${remoteAddress} ${remotePort}`;
}
