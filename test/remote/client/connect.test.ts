import assert from 'node:assert/strict';
import {test} from 'node:test';
import {known} from '../../../source/metrics/reading.js';
import {connect} from '../../../source/remote/client/connect.js';
import {alertOf, eventOf} from '../../helpers/alert-events.js';
import {eventually} from '../../helpers/eventually.js';
import {type FollowedConnection, followConnection} from '../../helpers/follow-connection.js';
import {openProxy} from '../../helpers/proxy.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';
import {serve} from '../../helpers/serve.js';

/** The metrics in the latest sample. */
function namesOf(client: FollowedConnection): readonly string[] {
	return Object.keys(client.of('sample').at(-1)?.message.data ?? {});
}

test('samples arrive at every tick of the server, and the connection is live', async () => {
	await using server = await serve();
	server.publish(0);
	await using client = followConnection(`ws://${server.place}`);
	const [connected] = await client.some('connected');
	assert.deepEqual([connected?.server.isVersion1, connected?.server.hostname], [true, 'web-01']);
	await client.some('sample');
	server.publish(0.5, sampleAt(0.5, {processor: ok(cpu(61))}));
	await eventually('the second sample', () => client.of('sample').at(-1)?.sample.sequence === 2);
	assert.equal(known(client.of('sample').at(-1)?.sample.snapshot.readings.processor)?.total.usedPercent, 61);
	assert.equal((await client.becomes('live')).state, 'live');
});

test('a subscription selects metrics and interval, and can be changed', async () => {
	await using server = await serve();
	server.publish(0);
	await using client = followConnection(`ws://${server.place}`, {
		subscription: {intervalMs: 2000, metrics: ['memory', 'processor.usage_percent']},
	});
	await eventually('a sample with less', () => client.of('sample').at(-1)?.message.interval === 2);
	assert.deepEqual(namesOf(client), ['memory', 'processor']);
	client.connection.subscribe({metrics: ['load']});
	await eventually('a sample with something else', () => namesOf(client).includes('load'));
});

test('samples() returns each sample once, although the server repeats the latest one after a subscription', async () => {
	await using server = await serve();
	server.publish(0);
	await using connection = connect(`ws://${server.place}`, {subscription: {metrics: ['memory']}});
	const sequences: number[] = [];
	const reading = (async () => {
		for await (const {sequence} of connection.samples()) {
			sequences.push(sequence);
			if (sequence > 2) {
				break;
			}
		}
	})();
	await eventually('a sample', () => sequences.length > 0);
	let second = 0;
	const timer = setInterval(() => {
		second += 0.5;
		server.publish(second);
	}, 20);
	await reading.finally(() => clearInterval(timer));
	assert.deepEqual(sequences, [...new Set(sequences)]);
});

test('a refused request is reported and is not fatal', async () => {
	await using server = await serve();
	server.publish(0);
	await using client = followConnection(`ws://${server.place}`, {
		subscription: {metrics: ['memory.colour']},
	});
	const [refusal] = await client.some('refused');
	assert.equal(refusal?.code, 'UNKNOWN_METRIC');
	assert.match(refusal?.message ?? '', /processor/);
	await client.becomes('live');
});

test('the history is sent at the start, and only missed samples after an interruption', async () => {
	await using server = await serve();
	for (let second = 0; second < 10; second++) {
		server.publish(second);
	}

	await using proxy = await openProxy(() => server.place);
	await using client = followConnection(`ws://${proxy.place}`, {subscription: {history: {}}});
	const [whole] = await client.some('history');
	assert.equal(whole?.points.length, 10);
	assert.equal(whole?.points[0]?.values.get('processor.usage_percent'), 25.5);

	proxy.stall();
	proxy.reset();
	await client.becomes('lost');
	server.publish(20);
	server.publish(21);
	proxy.heal();
	const [, missed] = await client.some('history', 2);
	assert.deepEqual(
		missed?.points.map(({sequence}) => sequence),
		[41, 43],
	);
	await client.becomes('live');
});

test('a restarted server is detected by its ID, and its history is not taken for a continuation', async () => {
	let server = await serve();
	server.publish(30);
	await using proxy = await openProxy(() => server.place);
	await using client = followConnection(`ws://${proxy.place}`, {subscription: {history: {seconds: 600}}});
	await client.some('history');
	await server[Symbol.asyncDispose]();
	await client.becomes('lost');
	server = await serve();
	await using second = server;
	second.publish(0);
	second.publish(0.5);
	const [first, again] = await client.some('connected', 2);
	assert.notEqual(first?.server.id, again?.server.id);
	const [, restarted] = await client.some('history', 2);
	assert.deepEqual(
		restarted?.points.map(({sequence}) => sequence),
		[1, 2],
	);
});

test('alert events arrive with the sample or before it', async () => {
	await using server = await serve();
	server.publish(0);
	await using client = followConnection(`ws://${server.place}`);
	await client.some('sample');
	const alert = alertOf();
	// The server treats a client as one of this version after its subscription.
	client.connection.subscribe({metrics: ['memory']});
	await eventually('the subscription', () => namesOf(client).length === 1);
	server.publish(0.5, {
		...sampleAt(0.5),
		alerts: [alert],
		events: [eventOf('raised')],
	});
	const [raised] = await client.some('alert');
	assert.equal(raised?.change, 'raised');
	assert.equal(raised?.alert.message, alert.message);
	await eventually('the sample with it', () => client.of('sample').at(-1)?.sample.alerts[0]?.id === alert.id);
});

test('a server that stops responding is stale, then lost, and reconnected later', async () => {
	await using server = await serve();
	server.setIntervalMs(100);
	server.publish(0);
	await using proxy = await openProxy(() => server.place);
	await using client = followConnection(`ws://${proxy.place}`, {
		heartbeat: {staleAfterMs: 20, answerWithinMs: 200},
	});
	await client.becomes('live');
	proxy.stall();
	const {reason} = await client.becomes('lost');
	assert.equal(reason, 'the server does not respond');
	assert.ok(client.statuses.some(({state}) => state === 'stale'));
	proxy.heal();
	server.publish(1);
	await client.becomes('live');
});

test('a slow connection is not a lost one', async () => {
	await using server = await serve();
	server.publish(0);
	await using proxy = await openProxy(() => server.place);
	proxy.delay(80);
	await using client = followConnection(`ws://${proxy.place}`);
	await client.becomes('live');
	server.publish(1);
	await client.some('sample', 2);
	assert.ok(client.statuses.every(({state}) => state !== 'lost'));
});

test('events for a reader that does not read are limited, and the gap is reported', async () => {
	await using server = await serve();
	server.publish(0);
	await using client = connect(`ws://${server.place}`, {maxEvents: 5});
	await eventually('a live connection', () => client.status.getState().state === 'live');
	for (let count = 1; count <= 50; count++) {
		server.publish(count);
	}

	// The end of the connection arrives after all samples.
	await server[Symbol.asyncDispose]();
	await eventually('a lost connection', () => client.status.getState().state === 'lost');
	const iterator = client[Symbol.asyncIterator]();
	const read: string[] = [];
	let skipped = 0;
	let last = 0;
	while (last < 51) {
		const {value} = await iterator.next();
		read.push(value.type);
		skipped += value.type === 'lag' ? value.skipped : 0;
		last = value.type === 'sample' ? value.sample.sequence : last;
	}

	assert.ok(read.length <= 6, `${read.length} events were kept: ${read.join(' ')}`);
	assert.ok(skipped >= 45, `${skipped} were skipped`);
});

test('disposing ends the iteration and releases all resources', async () => {
	await using server = await serve();
	server.publish(0);
	const client = followConnection(`ws://${server.place}`);
	await client.becomes('live');
	await client[Symbol.asyncDispose]();
	assert.equal(await client.over, undefined);
	await eventually('the server has no clients', () => server.server.state.getState().clients === 0);
	assert.deepEqual([client.connection.status.getState().state, client.statuses.at(-1)?.state], ['lost', 'lost']);
	await client[Symbol.asyncDispose]();
});

test('disposing does not wait for an unreachable server', async () => {
	await using proxy = await openProxy(() => '127.0.0.1:9');
	proxy.stall();
	const client = followConnection(`ws://${proxy.place}`);
	await eventually('an attempt', () => proxy.connections() > 0);
	await client[Symbol.asyncDispose]();
	assert.equal(await client.over, undefined);
});

test('status listeners are called only for changes, even if attempts fail repeatedly for the same reason', async () => {
	const server = await serve();
	server.publish(0);
	await using proxy = await openProxy(() => server.place);
	await using client = followConnection(`ws://${proxy.place}`);
	await client.becomes('live');
	await server[Symbol.asyncDispose]();
	await client.becomes('lost');
	const before = proxy.connections();
	await eventually('five more attempts', () => proxy.connections() > before + 5);
	const lost = client.statuses.filter(({state}) => state === 'lost');
	const texts = lost.map(status => JSON.stringify(status));
	assert.deepEqual(texts, [...new Set(texts)]);
});
