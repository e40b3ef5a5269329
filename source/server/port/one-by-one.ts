import {Buffer} from 'node:buffer';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {Server as SecureServer} from 'node:https';
import type {Socket} from 'node:net';

/** A request without a whole head in its first bytes is handed on in pieces of this size. */
const pieceBytes = 1024;

/** An answer that is not taken by then, however slowly, ends its connection. */
const maxAnswerMs = 30_000;

const endOfHead = '\r\n\r\n';

type Gate = {
	begin(response: ServerResponse): void;
	/** Ends the gate; returns what came and was not handed on. */
	release(): Buffer;
};

const gates = new WeakMap<Socket, Gate>();

/**
Answers the requests of each connection one by one, and only while the client takes the answers. Node reads all requests of a
packet and answers them before it looks at the socket again: a packet of 64 KiB is 1,600 answers.
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

/** What came on a connection behind a request to upgrade, and was kept back until that was answered. */
export function takeAhead(socket: Socket): Buffer {
	const gate = gates.get(socket);
	gates.delete(socket);
	return gate?.release() ?? Buffer.alloc(0);
}

/** Stands between the socket and Node's parser. */
function createGate(socket: Socket): Gate | undefined {
	const [parse] = socket.listeners('data');
	if (!parse) {
		return undefined;
	}

	let ahead: Buffer = Buffer.alloc(0);
	let unanswered = 0;
	let isReleased = false;

	const handOn = (): void => {
		while (ahead.length > 0 && unanswered === 0 && !isReleased && socket.writable) {
			const {length, isWhole} = firstPiece(ahead);
			const piece = ahead.subarray(0, length);
			ahead = ahead.subarray(length);
			parse.call(socket, piece);
			if (isWhole && unanswered === 0) {
				// Node has answered by itself, such as a request without Host.
				setImmediate(handOn);
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
			// Node reads on after each answer; what waits already is enough.
			socket.pause();
			socket.unshift(chunk);
		} else {
			ahead = ahead.length === 0 ? chunk : Buffer.concat([ahead, chunk]);
			handOn();
		}
	};

	const answered = (): void => {
		unanswered -= 1;
		// Not at once, so that other connections and the next measurement have their turn.
		setImmediate(handOn);
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

/** The head of the first request, where it is whole. */
function firstPiece(bytes: Buffer): {readonly length: number; readonly isWhole: boolean} {
	const at = bytes.subarray(0, pieceBytes).indexOf(endOfHead, 0, 'latin1');
	return at === -1
		? {length: Math.min(pieceBytes, bytes.length), isWhole: false}
		: {length: at + endOfHead.length, isWhole: true};
}
