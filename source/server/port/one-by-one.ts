import {Buffer} from 'node:buffer';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {Server as SecureServer} from 'node:https';
import type {Socket} from 'node:net';

/** The chunk size for a request whose head is not complete in its first bytes. */
const pieceBytes = 1024;

/** The maximum duration of a response. The server then closes the connection. */
const maxAnswerMs = 30_000;

const endOfHead = '\r\n\r\n';

type Gate = {
	begin(response: ServerResponse): void;
	/** Removes the gate. Returns the bytes that were received, but not passed to the parser. */
	release(): Buffer;
};

const gates = new WeakMap<Socket, Gate>();

/**
Answers the requests of each connection one by one, and only while the client reads the responses. Node reads all requests
of a packet and answers them before it checks the socket again: a packet of 64 KiB causes 1,600 responses.
*/
export function answerOneByOne(server: Server | SecureServer): void {
	server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) => {
		const gate = createGate(socket);
		if (gate) {
			gates.set(socket, gate);
		}
	});
	const begin = ({socket}: IncomingMessage, response: ServerResponse): void => gates.get(socket)?.begin(response);
	server.prependListener('request', begin);
	server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
		begin(request, response);
		response.writeHead(417).end();
	});
}

/** Returns the bytes that were received after an upgrade request and held back until its response. */
export function takeAhead(socket: Socket): Buffer {
	const gate = gates.get(socket);
	gates.delete(socket);
	return gate?.release() ?? Buffer.alloc(0);
}

/** Creates a gate between the socket and Node's parser. */
function createGate(socket: Socket): Gate | undefined {
	const [parse] = socket.listeners('data');
	if (!parse) {
		return undefined;
	}

	let ahead: Buffer = Buffer.alloc(0);
	let unanswered = 0;
	let isReleased = false;

	const passOn = (): void => {
		while (ahead.length > 0 && unanswered === 0 && !isReleased && socket.writable) {
			const {length, isWhole} = firstPiece(ahead);
			const piece = ahead.subarray(0, length);
			ahead = ahead.subarray(length);
			parse.call(socket, piece);
			if (isWhole && unanswered === 0) {
				// Node answered the request itself, for example one without Host.
				setImmediate(passOn);
				break;
			}
		}

		if (!isReleased) {
			if (ahead.length > 0) {
				socket.pause();
			} else {
				socket.resume();
			}
		}
	};

	const receive = (chunk: Buffer): void => {
		if (unanswered > 0 && ahead.length > 0) {
			// Node continues to read after each response; enough bytes are waiting.
			socket.pause();
			socket.unshift(chunk);
		} else {
			ahead = ahead.length === 0 ? chunk : Buffer.concat([ahead, chunk]);
			passOn();
		}
	};

	const answered = (): void => {
		unanswered -= 1;
		// Deferred, so that other connections and the next measurement can run.
		setImmediate(passOn);
	};

	socket.off('data', parse as (chunk: Buffer) => void);
	socket.on('data', receive);
	return {
		begin(response) {
			unanswered += 1;
			const limit = setTimeout(() => socket.destroy(), maxAnswerMs);
			limit.unref();
			response.once('close', () => {
				clearTimeout(limit);
				answered();
			});
		},
		release() {
			isReleased = true;
			socket.off('data', receive);
			return ahead;
		},
	};
}

/** Returns the length of the first request head, or of the next chunk if the head is incomplete. */
function firstPiece(bytes: Buffer): {readonly length: number; readonly isWhole: boolean} {
	const at = bytes.subarray(0, pieceBytes).indexOf(endOfHead, 0, 'latin1');
	return at === -1
		? {length: Math.min(pieceBytes, bytes.length), isWhole: false}
		: {length: at + endOfHead.length, isWhole: true};
}
