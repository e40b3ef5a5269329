import {STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';

/** The maximum time to wait until the client has read the response. */
const closeTimeoutMs = 1000;

/**
Answers an upgrade request with a complete HTTP response, so that proxies and tools can show the reason, and closes the
connection.
*/
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
