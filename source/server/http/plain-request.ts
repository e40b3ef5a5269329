import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';

/** Headers that belong to the offer of another protocol. They are removed together with the offer. */
const offerFields = ['upgrade', 'http2-settings'];

/**
Makes a server answer a request as if it did not offer another protocol (RFC 9110, 7.8). Node has already detached the
connection from HTTP, so it is emitted again, as the documentation of the event `connection` allows, starting with the
request.
*/
export function continueAsPlain(server: Server, request: IncomingMessage, head: Buffer): void {
	const {socket, method, url, httpVersion} = request;
	const start = `${method} ${url} HTTP/${httpVersion}\r\n`;
	const fields = keptFields(request.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.unshift(Buffer.concat([Buffer.from(`${start}${fields.join('')}\r\n`, 'latin1'), head]));
	server.emit('encrypted' in socket ? 'secureConnection' : 'connection', socket satisfies Socket);
}

function keptFields(rawHeaders: readonly string[]): ReadonlyArray<readonly [name: string, value: string]> {
	const fields: (readonly [string, string])[] = [];
	for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
		const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
		const kept = name.toLowerCase() === 'connection' ? withoutOffer(value) : value;
		if (!offerFields.includes(name.toLowerCase()) && kept !== '') {
			fields.push([name, kept]);
		}
	}

	return fields;
}

function withoutOffer(connection: string): string {
	return connection
		.split(',')
		.map(option => option.trim())
		.filter(option => !offerFields.includes(option.toLowerCase()))
		.join(', ');
}
