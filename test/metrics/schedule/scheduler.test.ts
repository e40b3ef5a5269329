import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type AnyCollector, type Collector, UnavailableError} from '../../../source/metrics/collector.js';
import {createScheduler} from '../../../source/metrics/schedule/scheduler.js';
import type {Load} from '../../../source/metrics/snapshot.js';

/** A clock that stands until it is moved. */
function handClock() {
	let nowMs = 1000;
	return {
		monotonicMs: () => nowMs,
		advance(milliseconds: number) {
			nowMs += milliseconds;
		},
	};
}

const load = (load1: number): Load => ({load1, load5: 0, load15: 0});

function loadCollector(collect: Collector<'load'>['collect'], cadenceMs = 500, timeoutMs = 2000): AnyCollector {
	return {name: 'load', cadenceMs, timeoutMs, collect};
}

const settled = async (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('a collector runs at its own cadence, however often the clock ticks', () => {
	const clock = handClock();
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls += 1;
				return load(calls);
			}, 2000),
		],
		clock.monotonicMs,
	);
	for (let tick = 0; tick < 9; tick++) {
		scheduler.tick();
		clock.advance(500);
	}

	// At 0, 2000 and 4000 ms.
	assert.equal(calls, 3);
});

test('a collector with an additional request is called at the next tick and keeps its schedule', () => {
	const clock = handClock();
	const callsAtMs: number[] = [];
	let isAskedForMore = false;
	const collector = loadCollector(() => {
		callsAtMs.push(clock.monotonicMs() - 1000);
		isAskedForMore = false;
		return load(1);
	}, 2000);
	const scheduler = createScheduler([{...collector, isDueNow: () => isAskedForMore}], clock.monotonicMs);
	for (let tick = 0; tick < 9; tick++) {
		isAskedForMore = tick === 2;
		scheduler.tick();
		clock.advance(500);
	}

	assert.deepEqual(callsAtMs, [0, 1000, 2000, 4000]);
});

test('late ticks do not shift the schedule, and missed calls are skipped', () => {
	const clock = handClock();
	const callsAtMs: number[] = [];
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				callsAtMs.push(clock.monotonicMs() - 1000);
				return load(1);
			}),
		],
		clock.monotonicMs,
	);
	for (const stepMs of [0, 510, 500, 2300, 200, 500]) {
		clock.advance(stepMs);
		scheduler.tick();
	}

	assert.deepEqual(callsAtMs, [0, 510, 1010, 3310, 3510, 4010]);
});

test('a collector without a value is called again at the next tick', () => {
	const clock = handClock();
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls += 1;
				return calls === 1 ? undefined : load(calls);
			}, 5000),
		],
		clock.monotonicMs,
	);
	assert.equal(scheduler.tick().load.state, 'pending');
	clock.advance(175);
	assert.deepEqual(scheduler.tick().load, {state: 'ok', value: load(2)});
});

test('warming up calls all collectors again, except unsupported and busy ones', () => {
	const clock = handClock();
	const calls: string[] = [];
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls.push('load');
				return load(1);
			}, 60_000),
			{
				name: 'pressure',
				cadenceMs: 500,
				timeoutMs: 1000,
				collect() {
					calls.push('pressure');
					throw new UnavailableError('unsupported', 'no /proc/pressure');
				},
			},
			{
				name: 'temperatures',
				cadenceMs: 500,
				timeoutMs: 1000,
				async collect() {
					calls.push('temperatures');
					return new Promise(() => {});
				},
			},
		],
		clock.monotonicMs,
	);
	scheduler.tick();
	clock.advance(175);
	scheduler.warmUp();
	assert.deepEqual(calls, ['load', 'pressure', 'temperatures', 'load']);
});

test('while a call hangs the others keep their cadence and it is not called again', async () => {
	const clock = handClock();
	let hung = 0;
	let quick = 0;
	const scheduler = createScheduler(
		[
			loadCollector(async () => {
				hung += 1;
				return new Promise(() => {});
			}),
			{
				name: 'temperatures',
				cadenceMs: 500,
				timeoutMs: 1000,
				collect() {
					quick += 1;
					return {cpuCelsius: quick, sensors: []};
				},
			},
		],
		clock.monotonicMs,
	);
	for (let tick = 0; tick < 20; tick++) {
		scheduler.tick();
		await settled();
		clock.advance(500);
	}

	const readings = scheduler.tick();
	assert.equal(hung, 1);
	assert.equal(quick, 21);
	assert.equal(readings.load.state, 'timeout');
	assert.match(readings.load.state === 'timeout' ? (readings.load.reason ?? '') : '', /within 2 s/);
	const health = scheduler.health().find(({name}) => name === 'load');
	assert.ok(health && health.skipped > 10 && health.timeouts === 1 && health.isRunning);
});

test('a hanging call is aborted, and its late result is discarded', async () => {
	const clock = handClock();
	let finish: (value: Load) => void = () => {};
	let signal: AbortSignal | undefined;
	const scheduler = createScheduler(
		[
			loadCollector(async given => {
				signal = given;
				return new Promise(resolve => {
					finish = resolve;
				});
			}),
		],
		clock.monotonicMs,
	);
	scheduler.tick();
	clock.advance(2001);
	assert.equal(scheduler.tick().load.state, 'timeout');
	assert.ok(signal?.aborted);
	finish(load(9));
	await settled();
	assert.equal(scheduler.tick().load.state, 'timeout');
});

test('a metric recovers when its hung call has ended', async () => {
	const clock = handClock();
	const pendingCalls: ((value: Load) => void)[] = [];
	const scheduler = createScheduler(
		[
			loadCollector(
				async () =>
					new Promise(resolve => {
						pendingCalls.push(resolve);
					}),
			),
		],
		clock.monotonicMs,
	);
	scheduler.tick();
	clock.advance(2500);
	scheduler.tick();
	pendingCalls[0]?.(load(1));
	await settled();
	clock.advance(500);
	scheduler.tick();
	pendingCalls[1]?.(load(2));
	await settled();
	assert.deepEqual(scheduler.tick().load, {state: 'ok', value: load(2)});
});

test('a failure has a reason, and is retried less often after three in a row', () => {
	const clock = handClock();
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls += 1;
				throw new Error('/proc/loadavg: permission denied');
			}),
		],
		clock.monotonicMs,
	);
	assert.deepEqual(scheduler.tick().load, {state: 'error', reason: '/proc/loadavg: permission denied'});
	for (let tick = 0; tick < 240; tick++) {
		clock.advance(500);
		scheduler.tick();
	}

	// Two minutes: three at once, then after 2, 4, 8, 16, 32 and 60 seconds.
	assert.ok(calls >= 7 && calls <= 10, `${calls} calls`);
});

test('one success ends the back-off', () => {
	const clock = handClock();
	let isBroken = true;
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls += 1;
				if (isBroken) {
					throw new Error('broken');
				}

				return load(1);
			}),
		],
		clock.monotonicMs,
	);
	for (let tick = 0; tick < 4; tick++) {
		scheduler.tick();
		clock.advance(500);
	}

	isBroken = false;
	clock.advance(60_000);
	scheduler.tick();
	calls = 0;
	for (let tick = 0; tick < 4; tick++) {
		clock.advance(500);
		assert.equal(scheduler.tick().load.state, 'ok');
	}

	assert.equal(calls, 4);
});

test('an unsupported metric is not a failure and is called once a minute', () => {
	const clock = handClock();
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(() => {
				calls += 1;
				throw new UnavailableError('unsupported', 'no load average on this system');
			}),
		],
		clock.monotonicMs,
	);
	for (let tick = 0; tick < 240; tick++) {
		assert.deepEqual(scheduler.tick().load, {state: 'unsupported', reason: 'no load average on this system'});
		clock.advance(500);
	}

	assert.equal(calls, 2);
	assert.equal(scheduler.health()[0]?.failures, 0);
});

test('a value that is not renewed becomes stale', async () => {
	const clock = handClock();
	let calls = 0;
	const scheduler = createScheduler(
		[
			loadCollector(
				async () => {
					calls += 1;
					return calls === 1 ? load(1) : new Promise<Load>(() => {});
				},
				500,
				60_000,
			),
		],
		clock.monotonicMs,
	);
	scheduler.tick();
	await settled();
	clock.advance(500);
	assert.equal(scheduler.tick().load.state, 'ok');
	clock.advance(61_500);
	// The call has timed out by then as well; either way the old value is gone.
	assert.notEqual(scheduler.tick().load.state, 'ok');
});

test('an unchanged reading keeps its identity, and a metric without a collector is disabled', () => {
	const clock = handClock();
	const value = load(1);
	const scheduler = createScheduler([loadCollector(() => value)], clock.monotonicMs);
	const before = scheduler.tick();
	clock.advance(500);
	const after = scheduler.tick();
	assert.equal(after.load, before.load);
	assert.equal(after.processor, before.processor);
	assert.deepEqual(after.processor, {state: 'disabled'});
});

test('disposing disposes the collectors and aborts running calls', async () => {
	let isDisposed = false;
	let signal: AbortSignal | undefined;
	{
		using scheduler = createScheduler([
			{
				...loadCollector(async given => {
					signal = given;
					return new Promise(() => {});
				}),
				[Symbol.dispose]() {
					isDisposed = true;
				},
			} as AnyCollector,
		]);
		scheduler.tick();
	}

	assert.ok(isDisposed);
	assert.ok(signal?.aborted);
});

test('a value has the reasons for missing parts, and keeps its identity while they are unchanged', () => {
	const clock = handClock();
	let reason: string | undefined = 'no line';
	const value = load(1);
	const collector: AnyCollector = {
		name: 'load',
		cadenceMs: 500,
		timeoutMs: 2000,
		collect: () => value,
		gaps: () => (reason === undefined ? undefined : {load15: reason}),
	};
	const scheduler = createScheduler([collector], clock.monotonicMs);
	const readings = () => {
		clock.advance(500);
		return scheduler.tick().load;
	};
	const first = readings();
	assert.deepEqual(first, {state: 'ok', value, gaps: {load15: 'no line'}});
	assert.equal(readings(), first);
	reason = undefined;
	assert.deepEqual(readings(), {state: 'ok', value});
});
