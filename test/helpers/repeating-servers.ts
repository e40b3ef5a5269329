import {Buffer} from 'node:buffer';
import {createServer as createHttpServer} from 'node:http';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';

/** A server that refuses everybody, and repeats in its answers whatever it was told. */
export type RepeatingServer = AsyncDisposable & {
	readonly port: number;
	/** All that it was told, as text. */
	heard(): string;
};

/** HTTP: the answer has the request in it, with what its basic authentication says in clear. */
export async function repeatingHttp(status = 422): Promise<RepeatingServer> {
	let heard = '';
	const server = createHttpServer((request, response) => {
		const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
		const told = `${request.url} ${request.rawHeaders.join(' ')} ${basic}`;
		heard += told;
		request.resume();
		// A header cannot hold everything.
		response.writeHead(status, {
			location: `http://elsewhere.example/?${encodeURIComponent(told)}`,
			'x-told': encodeURIComponent(told),
		});
		response.end(JSON.stringify({error: told, message: decodeURIComponent(told.replaceAll(/%(?![\da-f]{2})/gi, ''))}));
	});
	return listening(server, () => heard);
}

/** SMTP that asks for a password. */
export function repeatingSmtp(): Promise<RepeatingServer> {
	return repeatingLines('220 mail ESMTP', line => {
		if (/^EHLO/i.test(line)) {
			return '250-mail\r\n250 AUTH PLAIN LOGIN';
		}

		const [, response = line] = /^AUTH PLAIN (.+)/i.exec(line) ?? [];
		return `535 5.7.8 refused: ${line} ${Buffer.from(response, 'base64').toString().replaceAll('\0', ' ')}`;
	});
}

/** NATS that asks for a login. */
export function repeatingNats(): Promise<RepeatingServer> {
	const hello =
		'INFO {"server_id":"A","version":"2.10.0","proto":1,"headers":true,"max_payload":1048576,"auth_required":true}';
	return repeatingLines(hello, line =>
		line.startsWith('CONNECT') ? `-ERR 'Authorization Violation ${line}'` : undefined,
	);
}

/** PostgreSQL that asks for the password in clear text. */
export function repeatingPostgresql(): Promise<RepeatingServer> {
	return repeating((socket, bytes) => {
		const message = bytes.toString('latin1');
		if (message.startsWith('p')) {
			const password = bytes.subarray(5, -1).toString();
			const text = Buffer.from(`SFATAL\0VFATAL\0C28P01\0Mwrong password "${password}"\0\0`);
			const head = Buffer.from('E\0\0\0\0');
			head.writeInt32BE(text.length + 4, 1);
			socket.end(Buffer.concat([head, text]));
		} else {
			// Authentication: 3, clear text.
			socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
		}
	});
}

function repeatingLines(hello: string, answer: (line: string) => string | undefined): Promise<RepeatingServer> {
	return repeating((socket, bytes) => {
		for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
			const said = answer(line);
			if (said !== undefined) {
				socket.write(`${said}\r\n`);
			}
		}
	}, `${hello}\r\n`);
}

async function repeating(onData: (socket: Socket, bytes: Buffer) => void, hello?: string): Promise<RepeatingServer> {
	let heard = '';
	const server = createServer(socket => {
		socket.on('error', () => {});
		socket.on('data', bytes => {
			heard += bytes.toString();
			onData(socket, bytes);
		});
		if (hello !== undefined) {
			socket.write(hello);
		}
	});
	return listening(server, () => heard);
}

async function listening(server: Server, heard: () => string): Promise<RepeatingServer> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		heard,
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => {
				server.close(resolve);
			});
		},
	};
}
