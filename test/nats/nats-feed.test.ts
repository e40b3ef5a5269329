import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNatsAddress, shownAddress} from '../../source/nats/address.js';
import {natsFeed} from '../../source/nats/nats-feed.js';
import {natsOpener} from '../../source/nats/open.js';
import {sampleSubject} from '../../source/nats/subject.js';
import {encodedSample} from '../../source/protocol/messages/encoded-sample.js';
import {parseMonitoringData} from '../../source/protocol/messages/parse-monitoring-data.js';
import type {HostLink, HostListener} from '../../source/remote/fleet/host-feed.js';
import {eventually} from '../helpers/eventually.js';
import {type Listener, listenTo, natsServer, noNatsServer} from '../helpers/nats-server.js';
import {sampleAt} from '../helpers/samples.js';

const options = {skip: noNatsServer};

type Hearing = AsyncDisposable & {
	readonly messages: ReadonlyMap<string, readonly unknown[]>;
	readonly links: ReadonlyMap<string, HostLink>;
	trouble(): string | undefined;
};

function hear(
	port: number,
	{maxHosts, login = ''}: {readonly maxHosts?: number; readonly login?: string} = {},
): Hearing {
	const messages = new Map<string, unknown[]>();
	const links = new Map<string, HostLink>();
	let trouble: string | undefined = 'not yet';
	const listener: HostListener = {
		link: (host, link) => links.set(host, link),
		message: (host, message) => messages.set(host, [...(messages.get(host) ?? []), message]),
		history: () => assert.fail('a broker has no history'),
		trouble(reason) {
			trouble = reason;
		},
	};
	const address = parseNatsAddress(`nats://${login}127.0.0.1:${port}`);
	const ending = new AbortController();
	const running = natsFeed({
		opener: () => natsOpener({address, login: undefined, name: 'test'}),
		place: shownAddress(address),
		...(maxHosts !== undefined && {maxHosts}),
	}).run(listener, ending.signal);
	return {
		messages,
		links,
		trouble: () => trouble,
		async [Symbol.asyncDispose]() {
			ending.abort();
			await running;
		},
	};
}

function publish({connection}: Listener, host: string, payload: string | Buffer = encodedSample(sampleAt(0))): void {
	connection.publish(sampleSubject(host), payload);
}

test('hosts are listed under their names in the order of their first message', options, async () => {
	await using server = await natsServer();
	await server.start();
	await using broker = await listenTo(server);
	await using hearing = hear(server.port);
	await eventually('the connection', () => hearing.trouble() === undefined);
	publish(broker, 'web-01');
	publish(broker, 'web-01', encodedSample(sampleAt(0.5)));
	const dotted = JSON.parse(String(encodedSample(sampleAt(0))));
	dotted.data.system.hostname = 'db.example.org';
	publish(broker, 'db.example.org', JSON.stringify(dotted));
	// The host name in the message does not match the subject: the subject wins, so that no host can impersonate another.
	publish(broker, 'mail', JSON.stringify(dotted));
	broker.connection.publish('mon.web-01.other', 'x');
	broker.connection.publish('mon.sample', 'x');
	await eventually('three hosts', () => hearing.messages.size === 3);
	assert.deepEqual([...hearing.messages.keys()], ['web-01', 'db.example.org', 'mail']);
	const [first, second] = (hearing.messages.get('web-01') ?? []).map(parseMonitoringData);
	assert.deepEqual([first?.sequence, second?.sequence], [1, 2]);
	assert.equal(hearing.links.size, 0);
});

test('a lost broker is a problem of the feed until it is reachable again', options, async () => {
	await using server = await natsServer();
	await using hearing = hear(server.port);
	await eventually('the trouble', () => hearing.trouble()?.endsWith('connection refused') ?? false);
	assert.equal(hearing.trouble(), `cannot subscribe at nats://127.0.0.1:${server.port}: connection refused`);
	for (let round = 1; round <= 2; round++) {
		await server.start();
		await eventually('the connection', () => hearing.trouble() === undefined);
		await using broker = await listenTo(server, {reconnect: false});
		publish(broker, 'web-01');
		await eventually('its message', () => hearing.messages.get('web-01')?.length === round);
		await server.stop();
		await eventually('the trouble', () => hearing.trouble() !== undefined);
	}
});

test('an invalid message is reported for its host, and does not affect other hosts', options, async () => {
	await using server = await natsServer('max_payload: 4MB');
	await server.start();
	await using broker = await listenTo(server);
	await using hearing = hear(server.port);
	await eventually('the connection', () => hearing.trouble() === undefined);
	publish(broker, 'nonsense', '{"type":');
	publish(broker, 'huge', JSON.stringify('x'.repeat(2 ** 20)));
	publish(broker, 'web-01');
	await eventually('the good one', () => hearing.messages.has('web-01'));
	assert.deepEqual([...hearing.messages.keys()], ['web-01']);
	const lost = {state: 'lost', reason: 'its messages are not valid measurements', isFinal: false};
	assert.deepEqual(
		[...hearing.links],
		[
			['nonsense', lost],
			['huge', lost],
		],
	);
	publish(broker, 'nonsense');
	await eventually('its first measurement', () => hearing.messages.has('nonsense'));
});

test('the number of hosts is limited', options, async () => {
	await using server = await natsServer();
	await server.start();
	await using broker = await listenTo(server);
	await using hearing = hear(server.port, {maxHosts: 5});
	await eventually('the connection', () => hearing.trouble() === undefined);
	for (let index = 0; index < 20; index++) {
		publish(broker, `host-${index}`);
	}

	publish(broker, 'host-0');
	await eventually('the last', () => hearing.messages.get('host-0')?.length === 2);
	assert.equal(hearing.messages.size, 5);
	assert.equal(hearing.trouble(), 'more than 5 hosts publish; further hosts are ignored');
});

test('a missing permission to subscribe is reported without the password', options, async () => {
	await using server = await natsServer(
		'authorization: {users: [{user: "mon", password: "s3cret", permissions: {subscribe: {deny: "mon.>"}}}]}',
	);
	await server.start();
	for (const [login, trouble] of [
		['mon:s3cret@', /: Permissions Violation for Subscription to "mon\.\*\.sample"$/i],
		['mon:wr0ng@', /: Authorization Violation$/],
	] as const) {
		await using hearing = hear(server.port, {login});
		await eventually('the trouble', () => trouble.test(hearing.trouble() ?? ''));
	}
});
