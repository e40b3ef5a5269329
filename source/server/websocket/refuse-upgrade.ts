import {STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';

/** A client that does not take its answer is not waited for. */
const closeTimeoutMs = 1000;

/** Answers a request to upgrade with a whole HTTP response, so that proxies and tools can show why, and closes. */
export function refuseUpgrade(
	socket: Socket,
	status: number,
	reason: string,
	headers: Readonly<Record<string, string>> = {},
): void {
	const body = `${reason}\n`;
	const lines = Object.entries({
		Connection: 'close',
		'Content-Type': 'text/plain; charset=utf-8',
		'Content-Length': String(Buffer.byteLength(body)),
		...headers,
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.setTimeout(closeTimeoutMs, () => socket.destroy());
	socket.once('finish', () => socket.destroySoon());
	socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
