import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';
import {test} from 'node:test';
import {credsAuthenticator} from '@nats-io/transport-node';
import {type NatsLogin, parseNatsAddress, shownAddress} from '../../source/nats/address.js';
import {natsPublisher} from '../../source/nats/nats-publisher.js';
import {natsOpener} from '../../source/nats/open.js';
import {encodedSample} from '../../source/protocol/messages/encoded-sample.js';
import {eventually} from '../helpers/eventually.js';
import {natsAccount} from '../helpers/nats-account.js';
import {listenTo, natsServer, noNatsServer} from '../helpers/nats-server.js';
import {type SampleStore, sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';

const options = {skip: noNatsServer};

type Publishing = AsyncDisposable & {
	readonly store: SampleStore;
	readonly log: readonly string[];
	/** A sample later than all before. Returns its number. */
	tick(): number;
	/** What the screen shows. */
	problem(): string;
};

async function publishTo(url: string, login?: NatsLogin): Promise<Publishing> {
	const address = parseNatsAddress(url);
	const store = sampleStore();
	const log: string[] = [];
	const publisher = natsPublisher({
		open: await natsOpener({address, login, name: 'test'}),
		place: shownAddress(address),
		report: store.report,
		log: (level, area, message) => log.push(`${level} ${area}: ${message}`),
	})(store);
	let sequence = 0;
	return {
		store,
		log,
		tick() {
			sequence += 1;
			store.receive(sampleAt(sequence / 2));
			return store.getState().sample?.sequence ?? 0;
		},
		problem: () => store.problems().find(({area}) => area === 'publish')?.message ?? '',
		[Symbol.asyncDispose]: () => publisher[Symbol.asyncDispose](),
	};
}

function numbersOf(heard: ReadonlyArray<readonly [subject: string, text: string]>): readonly number[] {
	return heard.map(([, text]) => JSON.parse(text).seq);
}

test('every sample is published under the name of its host, in the bytes of the socket', options, async () => {
	await using server = await natsServer();
	await server.start();
	await using listener = await listenTo(server);
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`);
	await eventually('the first sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});

	const first = publishing.tick();
	const sample = publishing.store.getState().sample ?? assert.fail('a sample');
	for (let count = 1; count < 20; count++) {
		publishing.tick();
	}

	await eventually('the last sample', () => numbersOf(listener.heard).at(-1) === first + 19);
	const heard = listener.heard.filter(([, text]) => JSON.parse(text).seq >= first);
	assert.deepEqual(
		numbersOf(heard),
		Array.from({length: 20}, (_, index) => first + index),
	);
	assert.equal(heard[0]?.[1], String(encodedSample(sample)));
	assert.deepEqual(new Set(heard.map(([subject]) => subject)), new Set(['mon.web-01.sample']));
	assert.equal(publishing.problem(), '');
});

test(
	'a server that goes away is missed on the screen, and found again; what it missed is counted',
	options,
	async () => {
		await using server = await natsServer();
		await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`);
		const place = `nats://127.0.0.1:${server.port}`;
		publishing.tick();
		await eventually('the problem', () => publishing.problem() !== '');
		assert.equal(publishing.problem(), `cannot publish to ${place}: connection refused; 1 sample skipped`);

		for (let round = 0; round < 2; round++) {
			await server.start();
			await using listener = await listenTo(server, {reconnect: false});
			await eventually('the end of the problem', () => {
				publishing.tick();
				return publishing.problem() === '';
			});
			const last = publishing.tick();
			await eventually('the last sample', () => numbersOf(listener.heard).includes(last));
			const numbers = numbersOf(listener.heard);
			assert.deepEqual(
				numbers,
				numbers.map((_, index) => (numbers[0] ?? 0) + index),
				'none is missing while the server is there, and none comes twice',
			);
			assert.match(publishing.log[round] ?? '', /^info publish: publishes again; skipped: [1-9]\d*$/);

			await server.stop();
			await eventually('the next problem', () => publishing.problem() !== '');
			publishing.tick();
			await eventually('the count', () => publishing.problem().endsWith('1 sample skipped'));
		}
	},
);

test('a server that hangs gets no more samples, and all again when it goes on', options, async () => {
	await using server = await natsServer();
	await server.start();
	await using listener = await listenTo(server);
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`);
	await eventually('the first sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});

	server.signal('SIGSTOP');
	await eventually('the problem', () => {
		publishing.tick();
		return publishing.problem() !== '';
	});
	assert.match(publishing.problem(), /: the server does not answer; 1 sample skipped$/);
	server.signal('SIGCONT');
	await eventually('the end of the problem', () => {
		publishing.tick();
		return publishing.problem() === '';
	});
	const last = publishing.tick();
	await eventually('the last sample', () => numbersOf(listener.heard).includes(last));
});

const users = `authorization: {
	users: [
		{user: "mon", password: "p@ss/word", permissions: {publish: "mon.>"}},
		{user: "reader", password: "r", permissions: {publish: {deny: "mon.>"}}}
	]
}`;

test('who may not publish is told so, and the password is never in it', options, async () => {
	await using server = await natsServer(users);
	await server.start();
	await using listener = await listenTo(server, {user: 'reader', pass: 'r'});

	const place = `127.0.0.1:${server.port}`;
	for (const [login, problem] of [
		['', /: Authorization Violation/],
		['mon:s3cret@', /: Authorization Violation/],
		['s3cret@', /: Authorization Violation/],
		['reader:r@', /: Permissions Violation for Publish to "mon.web-01.sample"; [1-9]/i],
	] as const) {
		await using publishing = await publishTo(`nats://${login}${place}`);
		await eventually(`the problem of ${login}`, () => {
			publishing.tick();
			return publishing.problem() !== '';
		});
		assert.match(publishing.problem(), problem);
		assert.equal([...publishing.store.reported, ...publishing.log].join().includes('s3cret'), false);
	}

	assert.equal(listener.heard.length, 0);
	await using publishing = await publishTo(`nats://mon:${encodeURIComponent('p@ss/word')}@${place}`);
	await eventually('a sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});
});

test('a token opens a server that asks for one', options, async () => {
	await using server = await natsServer('authorization: {token: "s3cret"}');
	await server.start();
	await using listener = await listenTo(server, {token: 's3cret'});
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`, {kind: 'token', token: 's3cret'});
	await eventually('a sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});
});

test('the credentials of an account open a server that knows it', options, async () => {
	const {config, credentials} = natsAccount();
	await using server = await natsServer(config);
	await server.start();
	const authenticator = credsAuthenticator(new TextEncoder().encode(credentials));
	await using listener = await listenTo(server, {authenticator});
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`, {kind: 'credentials', text: credentials});
	await eventually('a sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});
});

test('a message longer than the server takes is skipped and said', options, async () => {
	await using server = await natsServer('max_payload: 100');
	await server.start();
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`);
	await eventually('the problem', () => {
		publishing.tick();
		return publishing.problem().includes('max_payload');
	});
});

/** Accepts and says `greeting`. */
async function impostor(greeting: string): Promise<{
	readonly server: Server;
	readonly port: number;
	readonly sockets: ReadonlySet<Socket>;
}> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		socket.write(greeting);
		socket.resume();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {server, port: (server.address() as AddressInfo).port, sockets};
}

test('what is no NATS server is called so', async () => {
	const {server, port} = await impostor('220 mail.example ESMTP\r\n');
	await using publishing = await publishTo(`nats://127.0.0.1:${port}`);
	await eventually('the problem', () => publishing.problem() !== '');
	assert.match(publishing.problem(), /: what answers there is no NATS server$/);
	server.close();
});

test('a server that says nothing is left at once when nobody publishes any more', async () => {
	const {server, port, sockets} = await impostor('');
	{
		await using publishing = await publishTo(`nats://127.0.0.1:${port}`);
		await eventually('the connection', () => sockets.size > 0);
		publishing.tick();
	}

	await eventually('the end of the connection', () => sockets.size === 0);
	server.close();
});
