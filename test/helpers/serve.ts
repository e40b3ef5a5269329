import {type ClientOptions, WebSocket} from 'ws';
import type {Sample} from '../../source/core/sample.js';
import {changeInterval, initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import type {ServerOptions} from '../../source/server/server-options.js';
import {type RunningServer, startServer} from '../../source/server/start-server.js';
import {eventually} from './eventually.js';
import {sampleAt} from './samples.js';

/** A server on a free port, and the store it follows. */
export type TestServer = AsyncDisposable & {
	readonly server: RunningServer;
	/** `127.0.0.1:PORT`. */
	readonly place: string;
	/** Writes the sample of `seconds` after the start into the store. */
	publish(seconds: number, sample?: Sample): void;
	setIntervalMs(intervalMs: number): void;
	readonly log: readonly string[];
};

export async function serve(options: ServerOptions = {}): Promise<TestServer> {
	const store = createStore<MonitorState>(initialState(500, {samples: 1000, seconds: 3600}));
	const log: string[] = [];
	const server = await startServer(store, {
		port: 0,
		log: (level, area, message) => log.push(`${level} ${area}: ${message}`),
		...options,
	});
	const {port} = new URL(server.state.getState().address ?? '');

	return {
		server,
		place: `127.0.0.1:${port}`,
		log,
		publish: (seconds, sample = sampleAt(seconds)) => store.setState(state => receiveSample(state, sample)),
		setIntervalMs: intervalMs => store.setState(state => changeInterval(state, intervalMs)),
		[Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
	};
}

/** What a client got, parsed. The tests look only at fields they name. */
// biome-ignore lint/suspicious/noExplicitAny: messages are read field by field.
export type Message = any;

export type TestClient = Disposable & {
	readonly socket: WebSocket;
	readonly messages: readonly Message[];
	/** Those of one type. */
	of(type: string): readonly Message[];
	send(message: unknown): void;
	/** The message of this type that comes next: the first time the first, and so on. */
	next(type: string): Promise<Message>;
	/** Code and reason of the end of the connection. */
	closed(): Promise<readonly [code: number, reason: string]>;
};

/** A client that keeps what it gets. Resolves when the connection is open; rejects with the status when it is refused. */
export async function connect(
	url: string,
	protocols: readonly string[] = [],
	options: ClientOptions = {},
): Promise<TestClient> {
	const socket = new WebSocket(url, [...protocols], {perMessageDeflate: false, ...options});
	const messages: Message[] = [];
	const taken = new Map<string, number>();
	let end: readonly [number, string] | undefined;
	socket.on('message', data => messages.push(JSON.parse(String(data))));
	socket.on('error', () => undefined);
	socket.on('close', (code, reason) => {
		end = [code, String(reason)];
	});
	await new Promise<void>((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('error', reject);
		socket.once('unexpected-response', (request, response) => {
			request.destroy();
			reject(new Error(`HTTP ${response.statusCode}`));
		});
	});

	const of = (type: string) => messages.filter(message => message.type === type);
	return {
		socket,
		messages,
		of,
		send: message => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
		async next(type) {
			const count = taken.get(type) ?? 0;
			await eventually(`message ${count + 1} of type ${type}`, () => of(type).length > count);
			taken.set(type, count + 1);
			return of(type)[count];
		},
		async closed() {
			await eventually('the end of the connection', () => end !== undefined);
			return end ?? [0, ''];
		},
		[Symbol.dispose]: () => socket.terminate(),
	};
}
