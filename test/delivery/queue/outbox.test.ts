import assert from 'node:assert/strict';
import test from 'node:test';
import {DeliveryError} from '../../../source/delivery/delivery-error.js';
import type {Handler} from '../../../source/delivery/handler.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {memoryLog, type NotificationLog} from '../../../source/delivery/queue/notification-log.js';
import {createOutbox} from '../../../source/delivery/queue/outbox.js';
import type {DeliveryPace} from '../../../source/delivery/queue/pace.js';
import {burst, eventOf} from '../../helpers/alert-events.js';
import {handClock} from '../../helpers/hand-clock.js';

const pace: DeliveryPace = {
	groupWaitMs: 1000,
	timeoutMs: 10_000,
	backoff: {firstMs: 1000, maxMs: 8000},
	maxQueued: 3,
	maxEvents: 4,
};

/** Behaviour of the handler at each attempt: fail with an error, hang, or succeed. The last one is repeated. */
type Deed = Error | 'hang' | 'take';

function open(
	deeds: readonly Deed[],
	{
		changes = {},
		log = {},
		firing,
		maxEvents,
	}: {
		changes?: Partial<DeliveryPace>;
		log?: Partial<NotificationLog>;
		firing?: ReadonlySet<string>;
		maxEvents?: number;
	} = {},
) {
	const clock = handClock();
	const attempts: Notification[] = [];
	const signals: AbortSignal[] = [];
	const handler: Handler = {
		name: 'ops',
		maxEvents,
		async send(notification, signal) {
			const deed = deeds[Math.min(attempts.length, deeds.length - 1)] ?? 'take';
			attempts.push(notification);
			signals.push(signal);
			if (deed === 'hang') {
				// Ignores its signal.
				await new Promise(() => {});
			}

			if (deed instanceof Error) {
				throw deed;
			}
		},
	};
	const outbox = createOutbox({
		handler,
		log: {...memoryLog(), ...log},
		firing,
		pace: {...pace, ...changes},
		clock,
		// The whole delay, so that it is predictable.
		random: () => 1,
		onChange() {},
	});
	return {
		...outbox,
		clock,
		attempts,
		signals,
		/** Returns the alerts of each attempt. */
		sent: () => attempts.map(({events}) => events.map(({alert}) => alert.id)),
		deliveryOf: (id: string) => outbox.state().alerts.get(id),
	};
}

const down = new DeliveryError('hooks.example answered 500', {isRetryable: true});
const refused = new DeliveryError('hooks.example answered 422', {isRetryable: false});

test('events in quick succession are sent as one message', async () => {
	const outbox = open(['take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(999);
	outbox.post(burst(2, 2), 'web-01');
	assert.deepEqual(outbox.sent(), []);
	assert.deepEqual(outbox.deliveryOf('episode-3'), {state: 'waiting'});

	await outbox.clock.advance(1);
	assert.deepEqual(outbox.sent(), [['episode-1', 'episode-2', 'episode-3']]);
	assert.deepEqual(outbox.deliveryOf('episode-3'), {state: 'sent'});
	assert.equal(outbox.state().handled, 3);
	assert.equal(outbox.state().queued, 0);
});

test('the number of events per message is limited, and their order is kept', async () => {
	const outbox = open(['take']);
	outbox.post(burst(10), 'web-01');
	await outbox.clock.advance(1000);
	assert.deepEqual(
		outbox.sent(),
		[
			[1, 2, 3, 4],
			[5, 6, 7, 8],
			[9, 10],
		].map(group => group.map(number => `episode-${number}`)),
	);
	assert.equal(new Set(outbox.attempts.map(({id}) => id)).size, 3);
});

test('alerts of two machines are two messages', async () => {
	const outbox = open(['take']);
	outbox.post(burst(1), 'web-01');
	outbox.post(burst(1, 2), 'db-01');
	await outbox.clock.advance(1000);
	assert.deepEqual(
		outbox.attempts.map(({host}) => host),
		['web-01', 'db-01'],
	);
});

test('a failed message is retried with the same id after doubling delays', async () => {
	const outbox = open([down, down, down, down, 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	for (const waitMs of [1000, 2000, 4000, 8000]) {
		assert.deepEqual(outbox.clock.waitsMs, [waitMs]);
		assert.deepEqual(outbox.deliveryOf('episode-1'), {
			state: 'retrying',
			nextAttemptAtMs: outbox.clock.nowMs() + waitMs,
			reason: 'hooks.example answered 500',
		});
		assert.equal(outbox.state().lastError, 'hooks.example answered 500');
		assert.equal(outbox.state().nextAttemptAtMs, outbox.clock.nowMs() + waitMs);
		await outbox.clock.advance(waitMs);
	}

	assert.equal(outbox.attempts.length, 5);
	assert.equal(new Set(outbox.attempts).size, 1);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sent'});
	const {handled, failed, dead, lastError, nextAttemptAtMs} = outbox.state();
	assert.deepEqual(
		{handled, failed, dead, lastError, nextAttemptAtMs},
		{
			handled: 1,
			failed: 4,
			dead: 0,
			lastError: undefined,
			nextAttemptAtMs: undefined,
		},
	);
});

test('no event is added to a failing message; later events form one message', async () => {
	const outbox = open([down, 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	outbox.post(burst(1, 2), 'web-01');
	await outbox.clock.advance(500);
	outbox.post(burst(1, 3), 'web-01');
	assert.deepEqual(outbox.sent(), [['episode-1']]);
	await outbox.clock.advance(500);
	assert.deepEqual(outbox.sent(), [['episode-1'], ['episode-1'], ['episode-2', 'episode-3']]);
});

test('a requested delay of the receiver is respected', async () => {
	const busy = new DeliveryError('busy', {isRetryable: true, retryAfterMs: 60_000});
	const outbox = open([busy, 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	await outbox.clock.advance(59_999);
	assert.equal(outbox.attempts.length, 1);
	await outbox.clock.advance(1);
	assert.equal(outbox.attempts.length, 2);
});

test('setting the wall clock does not affect the next attempt', async () => {
	const outbox = open([down, 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	outbox.clock.setWall(Date.UTC(2020, 0, 1));
	await outbox.clock.advance(999);
	assert.equal(outbox.attempts.length, 1);
	outbox.clock.setWall(Date.UTC(2030, 0, 1));
	await outbox.clock.advance(1);
	assert.equal(outbox.attempts.length, 2);
});

test('a permanently refused message is discarded and does not block the next', async () => {
	const outbox = open([refused, 'take']);
	outbox.post(burst(4), 'web-01');
	outbox.post(burst(1, 5), 'web-01');
	await outbox.clock.advance(1000);
	assert.equal(outbox.attempts.length, 2);
	const {handled, failed, dead, deadLetters, lastError} = outbox.state();
	assert.deepEqual({handled, failed, dead, lastError}, {handled: 1, failed: 1, dead: 4, lastError: undefined});
	assert.deepEqual(
		deadLetters.map(({reason, atMs, notification}) => [reason, atMs, notification]),
		[['hooks.example answered 422', outbox.clock.nowMs(), outbox.attempts[0]]],
	);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'failed', reason: 'hooks.example answered 422'});
	assert.deepEqual(outbox.deliveryOf('episode-5'), {state: 'sent'});
});

test('a message that fails for days is not discarded', async () => {
	const outbox = open([...Array<Error>(50_000).fill(down), 'take']);
	outbox.post(burst(1), 'web-01');
	for (let step = 0; step < 50_010; step++) {
		await outbox.clock.advance(8000);
	}

	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sent'});
	assert.equal(outbox.state().failed, 50_000);
});

test('a full queue discards the oldest message that is not being sent', async () => {
	const outbox = open(['hang']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	for (let number = 2; number <= 5; number++) {
		outbox.post(burst(4, number * 10), 'web-01');
	}

	assert.equal(outbox.state().queued, 3);
	assert.equal(outbox.state().dead, 8);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sending'});
	const given = [20, 30, 40, 50].map(number => outbox.deliveryOf(`episode-${number}`)?.state);
	assert.deepEqual(given, ['failed', 'failed', 'waiting', 'waiting']);
	assert.deepEqual(
		outbox.state().deadLetters.map(({reason}) => reason),
		['the queue is full', 'the queue is full'],
	);
});

test('a message discarded while it waits for a retry does not delay the next', async () => {
	const outbox = open([down, 'take'], {changes: {backoff: {firstMs: 1e9, maxMs: 1e9}}});
	outbox.post(burst(4), 'web-01');
	await outbox.clock.advance(1000);
	outbox.post(burst(12, 11), 'web-01');
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'failed', reason: 'the queue is full'});
	assert.deepEqual(outbox.deliveryOf('episode-11'), {state: 'sent'});
	assert.deepEqual(outbox.deliveryOf('episode-22'), {state: 'sent'});
	assert.equal(outbox.state().queued, 0);
});

test('a hanging handler times out and is retried', async () => {
	const outbox = open(['hang', 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sending'});
	await outbox.clock.advance(10_000);
	assert.equal(outbox.signals[0]?.aborted, true);
	assert.equal(outbox.state().lastError, 'no answer within 10 s');
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sent'});
});

test('an error of a custom handler is reported in one line and retried', async () => {
	const outbox = open([new TypeError('x is not\na function\x1b[2J'), 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	assert.equal(outbox.state().lastError, 'x is not a function [2J');
	await outbox.clock.advance(1000);
	assert.equal(outbox.state().handled, 1);
});

test('notifications of an earlier process are sent first, with their ids', async () => {
	const left: Notification = {id: 'from-before', host: 'web-01', events: burst(2, 90), isTest: false};
	const removed: string[] = [];
	const outbox = open(['take'], {
		log: {
			recovered: Promise.resolve({waiting: [left], receipts: new Map()}),
			deliver: ({id}) => removed.push(id),
		},
	});
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(0);
	assert.deepEqual(outbox.sent(), [['episode-90', 'episode-91']]);
	assert.equal(outbox.attempts[0]?.id, 'from-before');
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.sent()[1], ['episode-1']);
	assert.deepEqual(
		removed,
		outbox.attempts.map(({id}) => id),
	);
});

test('a flush attempts all messages, and failed ones stay in the queue', async () => {
	const removed: string[] = [];
	const outbox = open(['take', down], {log: {deliver: ({id}) => removed.push(id)}});
	outbox.post(burst(12), 'web-01');
	await outbox.flush();
	assert.deepEqual(outbox.sent().length, 2);
	assert.deepEqual(removed, [outbox.attempts[0]?.id]);
	assert.equal(outbox.state().queued, 2);
	await outbox[Symbol.asyncDispose]();
	await outbox.clock.advance(100_000);
	assert.equal(outbox.attempts.length, 2);
});

test('a message refused permanently during a flush does not affect the others', async () => {
	const outbox = open([refused, 'take']);
	outbox.post(burst(8), 'web-01');
	await outbox.flush();
	assert.deepEqual([outbox.state().dead, outbox.state().handled, outbox.state().queued], [4, 4, 0]);
});

test('after a failed flush the retries continue with their delays', async () => {
	const outbox = open([down, 'take']);
	outbox.post(burst(1), 'web-01');
	await outbox.flush();
	assert.equal(outbox.state().queued, 1);
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sent'});
});

test('disposing aborts a hanging attempt without counting it as failed', async () => {
	const removed: string[] = [];
	const outbox = open(['hang'], {log: {deliver: ({id}) => removed.push(id)}});
	outbox.post(burst(1), 'web-01');
	await outbox.clock.advance(1000);
	await outbox[Symbol.asyncDispose]();
	assert.equal(outbox.signals[0]?.aborted, true);
	assert.deepEqual([outbox.state().failed, outbox.state().queued, removed], [0, 1, []]);
});

test('delivery states and discarded messages are bounded', async () => {
	const outbox = open([refused], {changes: {maxEvents: 20, maxQueued: 5000}});
	outbox.post(burst(9000), 'web-01');
	await outbox.clock.advance(1000);
	for (let turn = 0; turn < 3000 && outbox.state().queued > 0; turn++) {
		await outbox.clock.advance(0);
	}

	const {alerts, deadLetters, dead} = outbox.state();
	assert.deepEqual([alerts.size, deadLetters.length, dead], [8192, 100, 9000]);
	assert.equal(alerts.has('episode-9000'), true);
});

test('a later event of an alert replaces its delivery state', async () => {
	const outbox = open(['take', down]);
	outbox.post([eventOf('raised')], 'web-01');
	await outbox.clock.advance(1000);
	outbox.post([eventOf('cleared')], 'web-01');
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'waiting'});
	await outbox.clock.advance(1000);
	assert.equal(outbox.deliveryOf('episode-1')?.state, 'retrying');
});

test('a repeated event is not queued while another event waits', async () => {
	const outbox = open([down, 'take']);
	outbox.post([eventOf('raised')], 'web-01');
	await outbox.clock.advance(1000);
	outbox.post([eventOf('repeated')], 'web-01');
	assert.equal(outbox.state().queued, 1);
	await outbox.clock.advance(1000);
	assert.deepEqual(outbox.deliveryOf('episode-1'), {state: 'sent'});
	outbox.post([eventOf('repeated')], 'web-01');
	await outbox.clock.advance(1000);
	assert.equal(outbox.attempts.length, 3);
});

test('the limit of events of the handler applies', async () => {
	const outbox = open(['take'], {maxEvents: 2});
	outbox.post(burst(5), 'web-01');
	await outbox.clock.advance(1000);
	assert.deepEqual(
		outbox.sent().map(({length}) => length),
		[2, 2, 1],
	);
});

test('standings include delivered and queued events', async () => {
	const outbox = open(['take', refused, 'take']);
	const standing = (): unknown => outbox.standings().get('episode-1');
	outbox.post([eventOf('raised')], 'web-01');
	assert.deepEqual(standing(), {level: 'WARNING', isWaiting: true});
	await outbox.clock.advance(1000);
	assert.deepEqual(standing(), {level: 'WARNING', isWaiting: false});

	outbox.post([eventOf('escalated', {level: 'CRITICAL'})], 'web-01');
	assert.deepEqual(standing(), {level: 'CRITICAL', isWaiting: true});
	await outbox.clock.advance(1000);
	assert.deepEqual(standing(), {level: 'WARNING', isWaiting: false}, 'it was refused');
	assert.deepEqual([...outbox.refused()], ['episode-1']);

	outbox.post([eventOf('cleared')], 'web-01');
	assert.equal(standing(), undefined);
	assert.equal(outbox.receipts().size, 1);
	await outbox.clock.advance(1000);
	assert.equal(outbox.receipts().size, 0);
	assert.deepEqual([...outbox.refused()], [], 'the receiver takes messages again');
});

test('a message refused permanently by some recipients is delivered to the others', async () => {
	const partly = new DeliveryError('mail.example refused 1 of the recipients', {isRetryable: false, isPartly: true});
	const outbox = open([partly]);
	outbox.post([eventOf('raised')], 'web-01');
	await outbox.clock.advance(1000);
	assert.equal(outbox.attempts.length, 1);
	assert.equal(outbox.receipts().size, 1);
	const {handled, failed, dead, lastError} = outbox.state();
	assert.deepEqual({handled, failed, dead, lastError}, {handled: 1, failed: 1, dead: 0, lastError: partly.message});
});

test('an event whose alert was not persisted before a kill is not sent', async () => {
	const notification = (id: string, ...events: Notification['events']): Notification => ({
		id,
		host: 'web-01',
		events,
		isTest: false,
	});
	const waiting = [
		notification('known', eventOf('raised', {id: 'fires'})),
		notification('early', eventOf('raised', {id: 'too-new'})),
		notification('whole', eventOf('raised', {id: 'over'}), eventOf('cleared', {id: 'over'})),
		notification('end', eventOf('raised', {id: 'lasts'}), eventOf('cleared', {id: 'lasts'})),
	];
	const retained: (readonly Notification[])[] = [];
	const outbox = open(['take'], {
		log: {
			recovered: Promise.resolve({waiting, receipts: new Map()}),
			retain: kept => retained.push(kept),
		},
		firing: new Set(['fires', 'lasts']),
	});
	await outbox.clock.advance(1000);
	assert.deepEqual(
		outbox.attempts.map(({id, events}) => [id, events.map(({kind, alert}) => `${kind} ${alert.id}`)]),
		[
			['known', ['raised fires']],
			['whole', ['raised over', 'cleared over']],
			['end', ['raised lasts']],
		],
	);
	assert.deepEqual(retained.length, 1);
});
