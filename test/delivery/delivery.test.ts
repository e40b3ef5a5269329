import assert from 'node:assert/strict';
import test from 'node:test';
import type {Alert, AlertEvent} from '../../source/alerts/alert.js';
import {deliver} from '../../source/delivery/delivery.js';
import {DeliveryError} from '../../source/delivery/delivery-error.js';
import {componentFilter, levelFilter} from '../../source/delivery/filters.js';
import {createHandlerSet, type HandlerSetOptions} from '../../source/delivery/handler-set.js';
import {functionHandler} from '../../source/delivery/handlers/function.js';
import {webhookHandler} from '../../source/delivery/handlers/webhook.js';
import type {Notification} from '../../source/delivery/notification.js';
import {burst, eventOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {closeConnection, hang, openReceiver} from '../helpers/http-receiver.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {openTestSpool} from '../helpers/spool.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const pace = {groupWaitMs: 1, backoff: {firstMs: 1, maxMs: 2}};

function open(options: Partial<HandlerSetOptions> = {}) {
	const store = sampleStore();
	const handlers = createHandlerSet({report: store.report, pace, ...options});
	const firing = new Map<string, Alert>();
	let sequence = 0;
	const turn = (...events: readonly AlertEvent[]): void => {
		for (const {kind, alert} of events) {
			firing.delete(alert.id);
			if (kind !== 'cleared') {
				firing.set(alert.id, alert);
			}
		}

		sequence += 1;
		store.receive({...sampleAt(sequence), sequence, events, alerts: [...firing.values()]});
	};

	return {
		store,
		handlers,
		/** Runs one tick of the monitor. */
		turn,
		/** Runs ticks until a condition is true. */
		turnUntil: (what: string, isReached: () => boolean) =>
			eventually(what, () => {
				turn();
				return isReached();
			}),
	};
}

/** A handler that records its notifications. */
function listener(name: string) {
	const received: Notification[] = [];
	const handler = functionHandler(name, notification => {
		received.push(notification);
	});
	return {
		handler,
		received,
		kinds: () => received.flatMap(({events}) => events.map(({kind, alert}) => `${kind} ${alert.id}`)),
	};
}

test('all handlers receive the events of the monitor with the host name', async () => {
	const {store, handlers, turn} = open();
	const [ops, web] = [listener('ops'), listener('web')];
	handlers.add(ops.handler);
	handlers.add(web.handler);
	await using _ = deliver(handlers)(store);
	turn();
	turn(eventOf('raised'));
	await eventually('it is told', () => ops.received.length === 1 && web.received.length === 1);
	turn(eventOf('cleared'));
	await eventually('its end is told', () => ops.received.length === 2 && web.received.length === 2);
	assert.deepEqual(ops.kinds(), ['raised episode-1', 'cleared episode-1']);
	assert.equal(ops.received[0]?.host, 'web-01');
	assert.equal(ops.received[0]?.isTest, false);
});

test('a changed problem does not repeat the events of the last sample', async () => {
	const {store, handlers, turn} = open();
	const ops = listener('ops');
	handlers.add(ops.handler);
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised'));
	store.report('export', 'the disk is full');
	store.report('export', undefined);
	turn();
	await handlers.flush(1000);
	assert.deepEqual(ops.kinds(), ['raised episode-1']);
});

test('firing alerts are sent once when delivery starts or a handler is added, enabled or unfiltered', async () => {
	const {store, handlers, turn, turnUntil} = open();
	const [first, later, disabled, pager] = [
		listener('first'),
		listener('later'),
		listener('disabled'),
		listener('pager'),
	];
	handlers.add(first.handler);
	handlers.add(disabled.handler, {isEnabled: false});
	handlers.add(pager.handler, {filters: [levelFilter('CRITICAL')]});
	turn(eventOf('raised'));
	await using _ = deliver(handlers)(store);
	await handlers.recovered();
	turn();
	await handlers.flush(1000);
	handlers.add(later.handler);
	handlers.enable('disabled');
	await turnUntil('the new log is read', () => later.received.length === 1);
	turn(eventOf('escalated', {level: 'CRITICAL'}));
	turn();
	turn(eventOf('cleared'));
	turn();
	await handlers.flush(1000);
	for (const {kinds} of [first, later, disabled]) {
		assert.deepEqual(kinds(), ['raised episode-1', 'escalated episode-1', 'cleared episode-1']);
	}

	assert.deepEqual(pager.kinds(), ['escalated episode-1', 'cleared episode-1']);
});

test('when the hours of a handler begin, it is notified of all firing alerts', async () => {
	const {store, handlers, turn} = open();
	const night = listener('night');
	let isNight = false;
	handlers.add(night.handler, {filters: [() => isNight]});
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised', {isAcknowledged: true}));
	turn();
	await handlers.flush(1000);
	assert.deepEqual(night.kinds(), []);
	isNight = true;
	turn();
	turn();
	isNight = false;
	turn(eventOf('cleared'));
	await handlers.flush(1000);
	assert.deepEqual(night.kinds(), ['raised episode-1', 'cleared episode-1']);
});

test('refused and discarded alerts are sent again when the receiver accepts messages', async () => {
	const {store, handlers, turn, turnUntil} = open();
	const ops = listener('ops');
	let isRefusing = true;
	handlers.add(
		functionHandler('ops', notification => {
			if (isRefusing) {
				throw new DeliveryError('too large', {isRetryable: false});
			}

			return ops.handler.send(notification, new AbortController().signal);
		}),
	);
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised', {id: 'a'}));
	await eventually('it is refused', () => handlers.get('ops')?.dead === 1);
	for (let times = 0; times < 5; times++) {
		turn();
	}

	await handlers.flush(1000);
	assert.equal(handlers.get('ops')?.dead, 1, 'the same is not offered again and again');
	isRefusing = false;
	turn(eventOf('raised', {id: 'b'}));
	await eventually('another is taken', () => ops.received.length === 1);
	await turnUntil('the first follows', () => ops.received.length === 2);
	turn(eventOf('cleared', {id: 'a'}));
	await handlers.flush(1000);
	assert.deepEqual(ops.kinds(), ['raised b', 'raised a', 'cleared a']);
});

test('the end of an alert is not sent to a receiver that does not know it', async () => {
	const {store, handlers, turn} = open();
	const ops = listener('ops');
	let isRefusing = true;
	handlers.add(
		functionHandler('ops', notification => {
			if (isRefusing) {
				throw new DeliveryError('too large', {isRetryable: false});
			}

			return ops.handler.send(notification, new AbortController().signal);
		}),
	);
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised', {id: 'a'}));
	await eventually('it is refused', () => handlers.get('ops')?.dead === 1);
	isRefusing = false;
	turn(eventOf('cleared', {id: 'a'}));
	await handlers.flush(1000);
	assert.deepEqual(ops.kinds(), []);
});

test('events are ordered by severity', async () => {
	const {store, handlers, turn} = open();
	const ops = listener('ops');
	handlers.add({...ops.handler, maxEvents: 2});
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised', {id: 'old'}));
	await handlers.flush(1000);
	turn(eventOf('cleared', {id: 'old'}), ...burst(2), eventOf('raised', {id: 'grave', level: 'CRITICAL'}));
	await handlers.flush(1000);
	assert.deepEqual(
		ops.received.slice(1).map(({events}) => events.map(({alert}) => alert.id)),
		[
			['grave', 'episode-1'],
			['episode-2', 'old'],
		],
	);
});

test('failing handlers do not delay others, and each reports its problem', async () => {
	await using hanging = await openReceiver(hang);
	await using closing = await openReceiver(closeConnection);
	await using refusing = await openReceiver(403);
	const {store, handlers, turn} = open();
	const ops = listener('ops');
	handlers.add(webhookHandler({name: 'hanging', url: `${hanging.origin}/s3cret`}));
	handlers.add(webhookHandler({name: 'closing', url: `${closing.origin}/s3cret`}));
	handlers.add(webhookHandler({name: 'refusing', url: `${refusing.origin}/s3cret`}));
	handlers.add(
		functionHandler('broken', () => {
			throw new Error('my own mistake');
		}),
	);
	handlers.add(ops.handler);
	await using _ = deliver(handlers, {shutdownTimeoutMs: 1})(store);
	turn(...burst(3));
	await eventually('the good one has them', () => ops.received.length === 1);
	await eventually('the others have failed', () => store.problems().length === 3);
	turn(eventOf('raised', {id: 'later'}));
	await eventually('the good one has the next', () => ops.received.length === 2);
	await eventually('the one that refuses is tried again', () => (handlers.get('refusing')?.failed ?? 0) > 1);

	const problems = new Map(store.problems().map(({area, message}) => [area, message]));
	assert.match(problems.get('handler closing') ?? '', /^127\.0\.0\.1:\d+: connection closed; \d+ waiting$/);
	assert.match(problems.get('handler refusing') ?? '', /^127\.0\.0\.1:\d+ answered 403; \d+ waiting$/);
	assert.match(problems.get('handler broken') ?? '', /^my own mistake; \d+ waiting$/);
	assert.equal(handlers.get('hanging')?.alerts.get('episode-1')?.state, 'sending');
	assert.match(handlers.get('refusing')?.alerts.get('episode-1')?.state ?? '', /^(?:retrying|sending)$/);
	assert.doesNotMatch(JSON.stringify([...problems, handlers.list()]), /s3cret/);
});

test('the problem is cleared when the receiver is back', async () => {
	await using receiver = await openReceiver(500, 503, 200);
	const {store, handlers, turn} = open();
	handlers.add(webhookHandler({name: 'ops', url: receiver.origin}));
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised'));
	await eventually('it is delivered', () => handlers.get('ops')?.handled === 1);
	assert.deepEqual(store.problems(), []);
	const changes = store.reported.filter((message, index, all) => message !== all[index - 1]);
	assert.deepEqual(
		changes.map(message => message?.replace(/^\S+/, 'RECEIVER')),
		['RECEIVER answered 500; 1 waiting', 'RECEIVER answered 503; 1 waiting', undefined],
	);
});

test('each handler has its own filters, which can be changed', async () => {
	const {handlers} = open();
	const [all, pager] = [listener('all'), listener('pager')];
	const disksAlone = componentFilter(['disk']);
	handlers.add(all.handler);
	handlers.add(pager.handler, {filters: [levelFilter('CRITICAL')]});
	handlers.post([eventOf('raised', {id: 'a'})], 'web-01');
	handlers.post([eventOf('escalated', {id: 'a', level: 'CRITICAL'})], 'web-01');
	handlers.post([eventOf('deescalated', {id: 'a', level: 'WARNING'}), eventOf('cleared', {id: 'a'})], 'web-01');
	handlers.post([eventOf('raised', {id: 'b'}), eventOf('cleared', {id: 'b'})], 'web-01');
	await handlers.flush(1000);
	assert.deepEqual(all.kinds(), ['raised a', 'escalated a', 'deescalated a', 'cleared a', 'raised b', 'cleared b']);
	assert.deepEqual(pager.kinds(), ['escalated a', 'deescalated a', 'cleared a']);

	handlers.addFilter('all', disksAlone);
	handlers.post([eventOf('raised', {id: 'c'})], 'web-01');
	handlers.removeFilter('all', disksAlone);
	handlers.post([eventOf('raised', {id: 'd'})], 'web-01');
	handlers.clearFilters('pager');
	handlers.post([eventOf('raised', {id: 'e'})], 'web-01');
	await handlers.flush(1000);
	assert.deepEqual(all.kinds().slice(6), ['raised d', 'raised e']);
	assert.deepEqual(pager.kinds().slice(3), ['raised e']);
	await handlers.close(1000);
});

test('handlers are listed, found, disabled, enabled and removed by name', async () => {
	const {handlers} = open();
	const [ops, web] = [listener('ops'), listener('web')];
	handlers.add(ops.handler);
	handlers.add(web.handler, {isEnabled: false});
	assert.deepEqual(
		handlers.list().map(({name, isEnabled}) => [name, isEnabled]),
		[
			['ops', true],
			['web', false],
		],
	);
	assert.equal(handlers.get('nobody'), undefined);
	assert.throws(() => handlers.add(ops.handler), new Error('a handler named "ops" already exists'));
	assert.throws(() => handlers.enable('nobody'), new Error('no handler is named "nobody"; available: "ops", "web"'));

	handlers.post([eventOf('raised', {id: 'a'})], 'web-01');
	handlers.enable('web');
	handlers.disable('ops');
	handlers.post([eventOf('raised', {id: 'b'})], 'web-01');
	handlers.disableAll();
	handlers.post([eventOf('raised', {id: 'c'})], 'web-01');
	handlers.enableAll();
	assert.equal(await handlers.remove('ops'), true);
	assert.equal(await handlers.remove('ops'), false);
	handlers.post([eventOf('raised', {id: 'd'})], 'web-01');
	await handlers.flush(1000);
	assert.deepEqual(web.kinds(), ['raised b', 'raised d']);
	assert.deepEqual(
		handlers.list().map(({name}) => name),
		['web'],
	);
	await handlers.clear();
	assert.deepEqual(handlers.list(), []);
	assert.throws(() => handlers.disable('web'), /available: none$/);
});

test('handlers count delivered, failed and discarded events; unchanged states keep their identity', async () => {
	const {handlers} = open();
	let attempts = 0;
	handlers.add(
		functionHandler('ops', () => {
			attempts += 1;
			if (attempts === 1) {
				throw new Error('not yet');
			}

			if (attempts === 3) {
				throw new DeliveryError('never', {isRetryable: false});
			}
		}),
	);
	handlers.add(listener('idle').handler, {isEnabled: false});
	const idle = handlers.get('idle');
	handlers.post(burst(2), 'web-01');
	await eventually('the first message has arrived', () => handlers.get('ops')?.handled === 2);
	handlers.post(burst(3, 3), 'web-01');
	await eventually('the second is given up', () => handlers.get('ops')?.dead === 3);
	const {handled, failed, dead, queued} = handlers.get('ops') ?? {};
	assert.deepEqual({handled, failed, dead, queued}, {handled: 2, failed: 2, dead: 3, queued: 0});
	assert.equal(handlers.get('idle'), idle);
	await handlers.close(1000);
});

test('closing delivers queued notifications and keeps undelivered ones', async () => {
	using directory = temporaryDirectory();
	const slowly = {...pace, groupWaitMs: 60_000};
	const ops = listener('ops');
	let isDown = true;
	const flaky = functionHandler('flaky', notification => {
		if (isDown) {
			throw new Error('down');
		}

		return ops.handler.send(notification, new AbortController().signal);
	});
	const web = listener('web');
	{
		await using spool = await openTestSpool(directory.path);
		const first = open({spool, pace: slowly});
		first.handlers.add(flaky);
		first.handlers.add(web.handler);
		await using _ = deliver(first.handlers, {shutdownTimeoutMs: 5000})(first.store);
		await first.handlers.recovered();
		first.turn(...burst(2));
	}

	assert.deepEqual(web.kinds(), ['raised episode-1', 'raised episode-2']);
	assert.deepEqual(directory.names(), ['flaky.notifications', 'web.notifications']);

	isDown = false;
	{
		await using spool = await openTestSpool(directory.path);
		const second = open({spool, pace: slowly});
		second.handlers.add(flaky);
		second.handlers.add(web.handler);
		await eventually('the rest is delivered', () => ops.received.length === 1);
		// Each handler has receipts of an earlier process, so it gets the ends.
		second.handlers.post([eventOf('cleared', {id: 'episode-1'}), eventOf('cleared', {id: 'episode-2'})], 'web-01');
		await second.handlers.close(5000);
	}

	assert.deepEqual(ops.kinds(), ['raised episode-1', 'raised episode-2', 'cleared episode-1', 'cleared episode-2']);
	assert.equal(web.received.length, 2);
	assert.deepEqual(directory.names(), []);
});

test('a handler that is removed and added again keeps its receipts and its queue', async () => {
	using directory = temporaryDirectory();
	await using spool = await openTestSpool(directory.path);
	const {store, handlers, turn, turnUntil} = open({spool});
	const [before, after] = [listener('ops'), listener('ops')];
	handlers.add(before.handler);
	await using _ = deliver(handlers)(store);
	turn(eventOf('raised', {id: 'known'}));
	await turnUntil('it is sent', () => before.received.length === 1);
	await handlers.settled();
	await handlers.remove('ops');
	turn(eventOf('raised', {id: 'missed'}));
	handlers.add(after.handler);
	await turnUntil('it is sent by the new one', () => after.received.length === 1);
	turn(eventOf('cleared', {id: 'known'}), eventOf('cleared', {id: 'missed'}));
	await handlers.flush(1000);
	assert.deepEqual(before.kinds(), ['raised known']);
	assert.deepEqual(after.kinds(), ['raised missed', 'cleared known', 'cleared missed']);
});

test('nothing is sent while another process owns the spool; firing alerts are sent afterwards', async () => {
	using directory = temporaryDirectory();
	const owner = await openTestSpool(directory.path);
	const {store, handlers, turn, turnUntil} = open();
	await using spool = await openTestSpool(directory.path, store.report);
	const second = createHandlerSet({spool, pace});
	await using __ = deliver(second)(store);
	const ops = listener('ops');
	second.add(ops.handler);
	turn(eventOf('raised'));
	assert.match(store.problems()[0]?.message ?? '', / is in use by process \d+ on \S+, which sends the notifications;/);
	await owner[Symbol.asyncDispose]();
	await turnUntil('it takes over', () => ops.received.length === 1);
	assert.deepEqual(ops.kinds(), ['raised episode-1']);
	assert.deepEqual(store.problems(), []);
	await handlers.close(1000);
});

test('closing waits for a hanging handler no longer than the timeout', async () => {
	const {handlers} = open();
	handlers.add(functionHandler('deaf', () => new Promise(() => {})));
	handlers.post(burst(1), 'web-01');
	await handlers.close(5);
	assert.equal(handlers.get('deaf')?.handled, 0);
});
