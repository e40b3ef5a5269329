import assert from 'node:assert/strict';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {createServer} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {type AdmissionOptions, admitConnections} from '../../../source/server/port/admission.js';
import {watchDescriptors} from '../../../source/server/port/descriptors.js';
import {eventually} from '../../helpers/eventually.js';

type Gate = AsyncDisposable & {
	/** Opens a connection from the address. */
	open(localAddress?: string): Promise<Socket>;
	readonly refused: readonly string[];
};

async function admit(options: Partial<AdmissionOptions>): Promise<Gate> {
	const refused: string[] = [];
	const sockets: Socket[] = [];
	const server = createServer((_, response) => response.end('ok'));
	admitConnections(server, {
		maxWaiting: 3,
		descriptors: {areShort: () => false},
		onRefuse: (reason, address) => refused.push(`${reason} ${address}`),
		...options,
	});
	server.listen(0, '0.0.0.0');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	return {
		refused,
		async open(localAddress = '127.0.0.1') {
			const accepted = once(server, 'connection');
			const socket = connect({port, host: '127.0.0.1', localAddress});
			socket.on('error', () => undefined);
			sockets.push(socket);
			await once(socket, 'connect');
			await accepted;
			return socket;
		},
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) {
				socket.destroy();
			}

			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

test('a connection that was idle for a second is closed in favor of a new one', async () => {
	await using gate = await admit({});
	const first = await gate.open();
	const second = await gate.open();
	await gate.open();
	await sleep(1050);
	first.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	await once(first, 'data');
	const ended = once(second, 'close');
	await gate.open();
	await ended;
	assert.deepEqual(gate.refused, ['connections 127.0.0.1']);
	assert.equal(first.destroyed, false);
});

test('if no connection was idle for long, the new one is closed', async () => {
	await using gate = await admit({});
	const before = [await gate.open(), await gate.open(), await gate.open()];
	const newcomer = await gate.open();
	await once(newcomer, 'close');
	assert.deepEqual(
		before.map(({destroyed}) => destroyed),
		[false, false, false],
	);
});

test('a connection of the address with the most connections is closed in favor of another address', async () => {
	await using gate = await admit({});
	const [oldest] = [await gate.open(), await gate.open(), await gate.open()];
	const ended = once(oldest, 'close');
	const other = await gate.open('127.0.0.2');
	await ended;
	assert.deepEqual(gate.refused, ['connections 127.0.0.1']);
	assert.equal(other.destroyed, false);
});

test('new connections are refused while file descriptors run short', async () => {
	let areShort = false;
	await using gate = await admit({descriptors: {areShort: () => areShort}});
	const first = await gate.open();
	areShort = true;
	await once(await gate.open(), 'close');
	areShort = false;
	const third = await gate.open();
	assert.deepEqual([first.destroyed, third.destroyed], [false, false]);
	assert.deepEqual(gate.refused, ['descriptors 127.0.0.1']);
});

test('file descriptors run short if 128, or a quarter of a low limit, are left', async () => {
	const lowest = openSync('/dev/null', 'r');
	closeSync(lowest);
	for (const [limit, reserve, clients] of [
		[4 * (lowest + 20), lowest + 20, lowest + 20],
		[100_000, 128, 99_744],
	] as const) {
		const {areShort, forClients} = watchDescriptors(limit);
		assert.equal(areShort(), false);
		assert.equal(forClients, clients);
		const open: number[] = [];
		while (open.length === 0 || (open.at(-1) ?? 0) < Math.min(limit - reserve - 1, lowest + 500)) {
			open.push(openSync('/dev/null', 'r'));
		}

		assert.equal(areShort(), limit < 1000);
		for (const descriptor of open) {
			closeSync(descriptor);
		}

		await eventually('there are enough again', () => !areShort());
	}
});

test('a system that does not report the descriptor limit has no limits', () => {
	const {limit, forClients, areShort} = watchDescriptors(undefined);
	if (process.platform !== 'linux') {
		assert.deepEqual([limit, forClients, areShort()], [undefined, Number.POSITIVE_INFINITY, false]);
	} else {
		assert.ok((limit ?? 0) > 0);
	}
});
