import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

/** A connection on which nothing was said yet. */
export async function openSocket(place: string): Promise<Socket> {
	const [host, port] = place.split(':');
	const socket = connect(Number(port), host);
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	return socket;
}

/** Sends bytes and returns everything that comes back until the other side closes. */
export async function exchange(place: string, sent: string | Buffer): Promise<string> {
	const socket = await openSocket(place);
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	socket.write(sent);
	await once(socket, 'close');
	return received;
}

/** A request to upgrade, as a browser sends it. */
export function upgradeRequest(place: string): string {
	return [
		'GET / HTTP/1.1',
		`Host: ${place}`,
		'Upgrade: websocket',
		'Connection: Upgrade',
		'Sec-WebSocket-Version: 13',
		'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
		'',
		'',
	].join('\r\n');
}

/** A frame from a client: masked, with a mask of zeros. */
export function clientFrame(firstByte: number, payload: Buffer | string, announced?: number): Buffer {
	const bytes = Buffer.from(payload);
	const length = announced ?? bytes.length;
	const size =
		length < 126 ? [0x80 | length] : length < 65_536 ? [0xfe, length >> 8, length & 255] : [0xff, 0, 0, 0, 0];
	const rest = Buffer.alloc(length < 65_536 ? 0 : 4);
	if (rest.length > 0) {
		rest.writeUInt32BE(length);
	}

	return Buffer.concat([Buffer.from([firstByte, ...size]), rest, Buffer.alloc(4), bytes]);
}
