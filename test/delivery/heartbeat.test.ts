import assert from 'node:assert/strict';
import test from 'node:test';
import {heartbeat} from '../../source/delivery/heartbeat.js';
import {eventually} from '../helpers/eventually.js';
import {handClock} from '../helpers/hand-clock.js';
import {closeConnection, hang, openReceiver} from '../helpers/http-receiver.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';

test('the URL is requested with the first sample and regularly while samples arrive', async () => {
	await using receiver = await openReceiver(200);
	const store = sampleStore();
	await using _ = heartbeat({url: `${receiver.origin}/ping/s3cret`, intervalMs: 5, report: store.report})(store);
	let sequence = 0;
	const measuring = setInterval(() => {
		sequence += 1;
		store.receive(sampleAt(sequence / 2));
	}, 1);
	await eventually('three beats', () => receiver.requests.length >= 3);
	clearInterval(measuring);
	assert.deepEqual([receiver.requests[0]?.method, receiver.requests[0]?.path], ['GET', '/ping/s3cret']);
	assert.deepEqual(store.reported, []);
});

test('the URL is not requested without a sample', async () => {
	await using receiver = await openReceiver(200);
	const store = sampleStore();
	{
		await using _ = heartbeat({url: receiver.origin, intervalMs: 1, report: store.report})(store);
		store.report('export', 'the disk is full');
		let waits = 0;
		await eventually('some time has passed', () => ++waits > 5);
	}

	assert.deepEqual(receiver.requests, []);
});

test('the heartbeat stops and resumes with the samples', async () => {
	await using receiver = await openReceiver(200);
	const clock = handClock();
	const store = sampleStore();
	const options = {url: receiver.origin, intervalMs: 1, report: store.report, clock};
	await using _ = heartbeat(options)(store);
	store.receive(sampleAt(1));
	await eventually('it beats', () => receiver.requests.length >= 3);
	// Three samples of half a second each are missing.
	await clock.advance(1501);
	let heard = 0;
	let silentLooks = 0;
	await eventually('it is silent', () => {
		silentLooks = receiver.requests.length === heard ? silentLooks + 1 : 0;
		heard = receiver.requests.length;
		return silentLooks === 30;
	});
	store.receive(sampleAt(3));
	await eventually('it beats again', () => receiver.requests.length > heard);
});

test('a failed heartbeat is a problem until it succeeds, without the URL', async () => {
	await using receiver = await openReceiver(500, closeConnection, 200);
	const store = sampleStore();
	await using _ = heartbeat({url: `${receiver.origin}/ping/s3cret`, intervalMs: 5, report: store.report})(store);
	store.receive(sampleAt(1));
	const measuring = setInterval(() => store.receive(sampleAt(2)), 1);
	await eventually('it got through', () => store.reported.at(-1) === undefined && store.reported.length > 0);
	clearInterval(measuring);
	assert.deepEqual(
		store.reported.map(message => message?.replace(receiver.host, 'HOST')),
		['HOST answered 500', 'HOST: connection closed', undefined],
	);
});

test('a hanging request times out, and no second one is sent meanwhile', async () => {
	await using receiver = await openReceiver(hang);
	const store = sampleStore();
	/** Number of requests at each timeout. */
	const requests: number[] = [];
	const report = (area: string, message: string | undefined): void => {
		requests.push(receiver.requests.length);
		store.report(area, message);
	};
	await using _ = heartbeat({url: receiver.origin, intervalMs: 1, timeoutMs: 50, report})(store);
	const measuring = setInterval(() => store.receive(sampleAt(2)), 1);
	await eventually('it is given up', () => store.problems().length === 1);
	clearInterval(measuring);
	// None, when a busy machine has not even taken it by then.
	assert.ok(requests[0] !== undefined && requests[0] <= 1, String(requests));
	assert.deepEqual(
		store.problems().map(({area, message}) => [area, message]),
		[['heartbeat', 'no answer within 0.05 s']],
	);
});
