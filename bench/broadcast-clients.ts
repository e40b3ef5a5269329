/** Opens many connections to a server on this machine and counts what comes. Started by broadcast.ts. */
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';
import {WebSocket} from 'ws';

export type Plan = {
	readonly port: number;
	readonly count: number;
	/** `silent` completes the handshake and never reads. */
	readonly kind: 'WebSocket' | 'inflating' | 'silent' | 'TCP';
};

export type Tally = {
	/** Numbers missing between the first and the last that a client got, of all clients. */
	readonly missed: number;
	/** Snapshots that came, of all clients. */
	readonly received: number;
	/** Connections that the server ended, and when the last was, in milliseconds after it was opened. */
	readonly ended: number;
	readonly lastEndMs: number;
};

let missed = 0;
let received = 0;
let ended = 0;
let lastEndMs = 0;

/** Handshakes under way at the same time. */
const concurrency = 100;

async function open({port, kind}: Plan): Promise<void> {
	if (kind === 'TCP') {
		const socket = net.connect(port, '127.0.0.1');
		socket.on('data', () => {
			received += 1;
		});
		await once(socket, 'connect');
		return;
	}

	const socket = new WebSocket(`ws://127.0.0.1:${port}/`, {
		perMessageDeflate: kind === 'inflating',
		skipUTF8Validation: true,
	});
	const openedMs = performance.now();
	let last: number | undefined;
	socket.on('error', () => undefined);
	socket.on('close', () => {
		ended += 1;
		lastEndMs = Math.max(lastEndMs, performance.now() - openedMs);
	});
	socket.on('message', (data: Buffer) => {
		// The number stands in the first bytes.
		const [, text] = /"seq":(\d+),"t"/.exec(data.toString('latin1', 0, 80)) ?? [];
		if (text !== undefined) {
			received += 1;
			missed += last === undefined ? 0 : Math.max(0, Number(text) - last - 1);
			last = Number(text);
		}
	});
	await once(socket, 'open');
	if (kind === 'silent') {
		socket.pause();
		// A paused socket does not notice its end: look from time to time.
		setInterval(() => {
			if (socket.readyState === WebSocket.OPEN) {
				socket.ping(() => undefined);
			}
		}, 1000);
	}
}

if (process.send) {
	const plan = JSON.parse(process.argv[2] ?? '{}') as Plan;
	for (let opened = 0; opened < plan.count; opened += concurrency) {
		await Promise.all(Array.from({length: Math.min(concurrency, plan.count - opened)}, () => open(plan)));
	}

	process.on('message', () => process.send?.({missed, received, ended, lastEndMs} satisfies Tally));
	process.send('open');
}
