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
	/** Publishes a sample and returns its sequence number. */
	tick(): number;
	/** The problem that the screen shows. */
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

test('every sample is published under the name of its host, in the encoding of the WebSocket', options, async () => {
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
	'a lost server is reported as a problem until the connection is restored; skipped samples are counted',
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
			assert.match(publishing.log[round] ?? '', /^info publish: publishing again; [1-9]\d* samples? skipped$/);

			await server.stop();
			await eventually('the next problem', () => publishing.problem() !== '');
			publishing.tick();
			await eventually('the count', () => publishing.problem().endsWith('1 sample skipped'));
		}
	},
);

test('a server that hangs gets no samples until it continues', options, async () => {
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

test('a missing permission to publish is reported without the password', options, async () => {
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

test('a token is accepted by a server that requires it', options, async () => {
	await using server = await natsServer('authorization: {token: "s3cret"}');
	await server.start();
	await using listener = await listenTo(server, {token: 's3cret'});
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`, {kind: 'token', token: 's3cret'});
	await eventually('a sample', () => {
		publishing.tick();
		return listener.heard.length > 0;
	});
});

test('credentials are accepted by a server that knows the account', options, async () => {
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

test('a message that exceeds the limit of the server is skipped and reported', options, async () => {
	await using server = await natsServer('max_payload: 100');
	await server.start();
	await using publishing = await publishTo(`nats://127.0.0.1:${server.port}`);
	await eventually('the problem', () => {
		publishing.tick();
		return publishing.problem().includes('max_payload');
	});
});

/** A server that accepts connections and sends `greeting`. */
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

test('a server that is not a NATS server is reported', async () => {
	const {server, port} = await impostor('220 mail.example ESMTP\r\n');
	await using publishing = await publishTo(`nats://127.0.0.1:${port}`);
	await eventually('the problem', () => publishing.problem() !== '');
	assert.match(publishing.problem(), /: the server is not a NATS server$/);
	server.close();
});

test('disposing does not wait for a server that sends nothing', async () => {
	const {server, port, sockets} = await impostor('');
	{
		await using publishing = await publishTo(`nats://127.0.0.1:${port}`);
		await eventually('the connection', () => sockets.size > 0);
		publishing.tick();
	}

	await eventually('the end of the connection', () => sockets.size === 0);
	server.close();
});
