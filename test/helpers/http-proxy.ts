import {createServer, request} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';

export type HttpProxyServer = AsyncDisposable & {
	/** `127.0.0.1:PORT` */
	readonly place: string;
	/** The requests so far: `GET http://…` or `CONNECT host:port`. */
	readonly requests: readonly string[];
};

/**
A forward proxy that leads every name to `127.0.0.1:targetPort`. With `credentials`, `user:password`, it requires them; with
`status` it answers that and leads nowhere.
*/
export async function openHttpProxy(
	targetPort: number,
	{credentials, status}: {readonly credentials?: string; readonly status?: number} = {},
): Promise<HttpProxyServer> {
	const requests: string[] = [];
	const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
	const refusal = (given: string | undefined): number | undefined =>
		wanted !== undefined && given !== wanted ? 407 : status;

	const server = createServer((incoming, response) => {
		requests.push(`${incoming.method} ${incoming.url}`);
		const {'proxy-authorization': given, ...headers} = incoming.headers;
		const refused = refusal(given);
		if (refused !== undefined) {
			response.writeHead(refused).end();
			return;
		}

		const {pathname, search} = new URL(incoming.url ?? '');
		const {method} = incoming;
		const outgoing = request(
			{host: '127.0.0.1', port: targetPort, method, path: pathname + search, headers},
			answer => {
				response.writeHead(answer.statusCode ?? 0, answer.headers);
				answer.pipe(response);
			},
		);
		outgoing.on('error', () => response.writeHead(502).end());
		incoming.pipe(outgoing);
	});
	server.on('connect', (incoming, socket, head) => {
		requests.push(`CONNECT ${incoming.url}`);
		socket.on('error', () => undefined);
		const refused = refusal(incoming.headers['proxy-authorization']);
		if (refused !== undefined) {
			socket.end(`HTTP/1.1 ${refused} no\r\nContent-Length: 0\r\n\r\n`);
			return;
		}

		const target = connect(targetPort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			target.write(head);
			target.pipe(socket).pipe(target);
		});
		target.on('error', () => socket.destroy());
		socket.on('close', () => target.destroy());
	});
	// Those that became tunnels are no longer the server's own.
	const sockets = new Set<Socket>();
	server.on('connection', socket => sockets.add(socket.once('close', () => sockets.delete(socket))));
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		place: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
}
