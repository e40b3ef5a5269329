import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {type CustomCollector, checkCollectorNames} from '../../../source/metrics/custom-collector.js';
import {createCustomScheduler} from '../../../source/metrics/schedule/custom-scheduler.js';
import {eventually} from '../../helpers/eventually.js';

function schedule(...collectors: readonly CustomCollector[]) {
	let nowMs = 0;
	return {
		...createCustomScheduler(collectors, () => nowMs),
		advance(ms: number) {
			nowMs += ms;
		},
	};
}

test('a value is available immediately and keeps its identity while unchanged', () => {
	let length = 3;
	using scheduler = schedule({name: 'queue', collect: () => ({length})});
	const first = scheduler.tick();
	assert.deepEqual(first, {queue: {state: 'ok', value: {length: 3}}});
	scheduler.advance(500);
	assert.equal(scheduler.tick(), first);
	length = 4;
	scheduler.advance(500);
	assert.deepEqual(scheduler.tick(), {queue: {state: 'ok', value: {length: 4}}});
});

test('a collector is called at its cadence, by default at each tick', () => {
	const calls = {often: 0, seldom: 0};
	using scheduler = schedule(
		{name: 'often', collect: () => ++calls.often},
		{name: 'seldom', cadenceMs: 1000, collect: () => ++calls.seldom},
	);
	for (let tick = 0; tick < 4; tick++) {
		scheduler.tick();
		scheduler.advance(500);
	}

	assert.deepEqual(calls, {often: 4, seldom: 2});
});

test('a failing collector has a reason and does not affect the others', async () => {
	using scheduler = schedule(
		{
			name: 'broken',
			collect() {
				throw new Error('the queue does not answer');
			},
		},
		{
			name: 'absent',
			async collect() {
				throw new UnavailableError('unsupported', 'there is no queue here');
			},
		},
		{name: 'well', collect: () => 1},
	);
	scheduler.tick();
	await eventually('both have answered', () => scheduler.tick()?.absent?.state !== 'pending');
	assert.deepEqual(scheduler.tick(), {
		broken: {state: 'error', reason: 'the queue does not answer'},
		absent: {state: 'unsupported', reason: 'there is no queue here'},
		well: {state: 'ok', value: 1},
	});
});

test('a hanging collector times out, and its signal aborts', () => {
	let isAborted = false;
	using scheduler = schedule({
		name: 'hung',
		timeoutMs: 1000,
		collect(signal) {
			signal.addEventListener('abort', () => {
				isAborted = true;
			});
			return new Promise<never>(() => {});
		},
	});
	assert.deepEqual(scheduler.tick(), {hung: {state: 'pending'}});
	scheduler.advance(1500);
	assert.deepEqual(scheduler.tick(), {hung: {state: 'timeout', reason: 'no answer within 1 s'}});
	assert.ok(isAborted);
	assert.equal(scheduler.health()[0]?.timeouts, 1);
});

test('values are immutable copies, and values that JSON cannot represent are rejected', () => {
	const own = {length: 3};
	const unfit: unknown[] = [10n, () => 1, 'x'.repeat(100_000)];
	using scheduler = schedule(
		{name: 'own', collect: () => own},
		...unfit.map((value, index) => ({name: `unfit_${index}`, collect: () => value as number})),
	);
	const readings = scheduler.tick();
	own.length = 4;
	assert.deepEqual(readings?.own, {state: 'ok', value: {length: 3}});
	assert.deepEqual(
		unfit.map((_, index) => readings?.[`unfit_${index}`]?.state),
		['error', 'error', 'error'],
	);
});

test('each collector is disposed once', () => {
	let disposals = 0;
	const scheduler = schedule({
		name: 'queue',
		collect: () => 1,
		[Symbol.dispose]() {
			disposals += 1;
		},
	});
	scheduler.tick();
	scheduler[Symbol.dispose]();
	assert.equal(disposals, 1);
});

test('invalid and duplicate names are rejected', () => {
	const collect = (): number => 1;
	assert.throws(() => checkCollectorNames([{name: 'My queue', collect}]), /invalid collector name "My queue"/);
	assert.throws(
		() =>
			checkCollectorNames([
				{name: 'queue', collect},
				{name: 'queue', collect},
			]),
		/two collectors are named "queue"/,
	);
});
