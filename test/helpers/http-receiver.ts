import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {buffer} from 'node:stream/consumers';

export type ReceivedRequest = {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
};

/** A status, or anything else that a server does to a request. */
export type Answer = number | ((response: ServerResponse, socket: Socket) => void);

export type HttpReceiver = AsyncDisposable & {
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	/** `127.0.0.1:PORT` */
	readonly host: string;
	readonly requests: readonly ReceivedRequest[];
};

/** A server that answers the first request with the first answer and so on; the last one goes on for ever. */
export async function openReceiver(...answers: readonly Answer[]): Promise<HttpReceiver> {
	const requests: ReceivedRequest[] = [];
	const server = createServer(async (request, response) => {
		const body = (await buffer(request)).toString();
		const answer = answers[Math.min(requests.length, answers.length - 1)] ?? 200;
		requests.push({method: request.method ?? '', path: request.url ?? '', headers: request.headers, body});
		if (typeof answer === 'number') {
			response.writeHead(answer).end();
		} else {
			answer(response, request.socket);
		}
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		host: `127.0.0.1:${port}`,
		requests,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			await new Promise(resolve => {
				server.close(resolve);
			});
		},
	};
}

export function hang(): void {}

export function closeConnection(_: ServerResponse, socket: Socket): void {
	socket.destroy();
}

export function sendGarbage(_: ServerResponse, socket: Socket): void {
	socket.end('\0\x01 garbage instead of HTTP\r\n\r\n');
}

export function redirectTo(location: string, status = 307): Answer {
	return response => {
		response.writeHead(status, {location}).end();
	};
}
