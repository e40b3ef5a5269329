import type {AddressInfo} from 'node:net';
import {createServer, type Server, type Socket, connect as tcpConnect} from 'node:net';

/** A wire between client and server that can go wrong. */
export type Proxy = AsyncDisposable & {
	/** `127.0.0.1:PORT`. */
	readonly place: string;
	/** Connections so far. */
	readonly connections: () => number;
	/** Nothing passes any more, either way; nobody is told. New connections are taken and led nowhere. */
	stall(): void;
	/** What the server answers is lost on its way back; what it is asked arrives. */
	mute(): void;
	/** Passes again, for connections to come. */
	heal(): void;
	/** Ends all connections by a reset. */
	reset(): void;
	/** Each packet is that late. */
	delay(ms: number): void;
};

/** Leads to `target`, a place that may change: a server that was started anew. */
export async function openProxy(target: () => string): Promise<Proxy> {
	const sockets = new Set<Socket>();
	let connections = 0;
	let isStalled = false;
	let isMuted = false;
	let delayMs = 0;

	const pass = (from: Socket, to: Socket, isAnswer: boolean): void => {
		from.on('data', bytes => {
			if (isStalled || (isMuted && isAnswer)) {
				return;
			}

			if (delayMs === 0) {
				to.write(bytes);
			} else {
				setTimeout(() => to.writable && to.write(bytes), delayMs);
			}
		});
		from.on('close', () => {
			if (!isStalled) {
				to.destroy();
			}
		});
		from.on('error', () => {});
	};

	const server: Server = createServer(near => {
		connections += 1;
		sockets.add(near);
		near.on('close', () => sockets.delete(near));
		near.on('error', () => {});
		const [host = '', port = ''] = target().split(':');
		if (isStalled) {
			return;
		}

		const far = tcpConnect(Number(port), host);
		sockets.add(far);
		far.on('close', () => sockets.delete(far));
		pass(near, far, false);
		pass(far, near, true);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;

	const reset = (): void => {
		for (const socket of sockets) {
			socket.resetAndDestroy();
		}
	};

	return {
		place: `127.0.0.1:${port}`,
		connections: () => connections,
		stall() {
			isStalled = true;
		},
		mute() {
			isMuted = true;
		},
		heal() {
			isStalled = false;
			isMuted = false;
		},
		reset,
		delay(ms) {
			delayMs = ms;
		},
		async [Symbol.asyncDispose]() {
			isStalled = false;
			const closed = new Promise(resolve => server.close(resolve));
			for (const socket of sockets) {
				socket.destroy();
			}

			await closed;
		},
	};
}
