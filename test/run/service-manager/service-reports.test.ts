import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import type {Liveness} from '../../../source/core/liveness.js';
import {initialState, type MonitorState, receiveSample} from '../../../source/core/state.js';
import {createStore} from '../../../source/core/store.js';
import {healthReport} from '../../../source/health/health-report.js';
import {reportToManager} from '../../../source/run/service-manager/service-reports.js';
import {eventually} from '../../helpers/eventually.js';
import {sampleAt} from '../../helpers/samples.js';

/** A service whose watchdog is due every 20 ms, and what it sent. */
function openService(source: Liveness['source']) {
	const store = createStore<MonitorState>(initialState(500, {samples: 10, seconds: 60}));
	const sent: string[][] = [];
	const log: string[] = [];
	const stopping = new AbortController();
	let sampleAgeMs: number | undefined = 10;
	const monitor = {
		store,
		liveness: () => ({isRunning: true, source, startedAtMs: 0, uptimeMs: 60_000, sampleAgeMs}),
		health: () => [],
	};
	const reports = reportToManager({
		channel: {send: assignments => sent.push([...assignments])},
		watchdogMs: 40,
		monitor,
		health: () => healthReport(monitor),
		log: (_, area, message) => log.push(`${area}: ${message}`),
		stopping: stopping.signal,
	});
	return {
		sent,
		log,
		reports,
		measure: (seconds = 0) => store.setState(state => receiveSample(state, sampleAt(seconds))),
		age(ms: number) {
			sampleAgeMs = ms;
		},
		beats: () => sent.filter(([first]) => first === 'WATCHDOG=1').length,
		stop: () => stopping.abort(),
	};
}

test('a service is ready after its first measurement, then notifies the watchdog, reloads and stops', async () => {
	const service = openService('local');
	assert.equal(service.sent.length, 0);
	service.measure();
	assert.deepEqual(service.sent[0], ['READY=1', 'STATUS=measures']);
	await eventually('two beats', () => service.beats() >= 2);
	// The status is sent only when it has changed.
	assert.equal(service.sent.flat().filter(text => text.startsWith('STATUS=')).length, 1);

	const before = process.hrtime.bigint() / 1000n;
	let finish = (): void => {};
	service.reports.reload(
		new Promise(resolve => {
			finish = resolve;
		}),
	);
	const [reloading, time = ''] = service.sent.find(([first]) => first === 'RELOADING=1') ?? [];
	assert.equal(reloading, 'RELOADING=1');
	assert.ok(BigInt(time.replace('MONOTONIC_USEC=', '')) >= before);
	const readies = (): number => service.sent.filter(([first]) => first === 'READY=1').length;
	assert.equal(readies(), 1);
	finish();
	await eventually('ready again', () => readies() === 2);

	service.stop();
	assert.deepEqual(service.sent.at(-1), ['STOPPING=1']);
	const count = service.sent.length;
	service.measure();
	assert.equal(service.sent.length, count);
});

test('the watchdog is not notified while no measurement is made, and again afterwards', async () => {
	const service = openService('local');
	service.measure();
	await eventually('a beat', () => service.beats() > 0);
	service.age(5000);
	await eventually('the reason in the log', () => service.log.length > 0);
	const count = service.beats();
	await eventually('the status', () =>
		service.sent.flat().some(text => text.includes('no sample has been taken for 5.0 s')),
	);
	assert.equal(service.beats(), count);
	assert.deepEqual(service.log, ['service: no sample has been taken for 5.0 s; the watchdog is not notified']);
	service.age(10);
	await eventually('a beat again', () => service.beats() > count);
	service.stop();
});

test('late measurements are measurements: a machine that is short of memory is not restarted', async () => {
	const service = openService('local');
	service.measure();
	service.age(5000);
	for (let seconds = 1; seconds <= 3; seconds++) {
		const count = service.beats();
		service.measure(seconds);
		await eventually('a beat', () => service.beats() > count);
	}

	service.stop();
});

test('another machine that cannot be reached is no reason for a restart', async () => {
	const service = openService('remote');
	assert.deepEqual(service.sent[0]?.[0], 'READY=1');
	service.age(3_600_000);
	const count = service.beats();
	await eventually('more beats', () => service.beats() > count + 1);
	service.stop();
});

test('a reload before the first measurement makes no service ready', async () => {
	const service = openService('local');
	const reloaded = Promise.resolve();
	service.reports.reload(reloaded);
	await reloaded;
	await turn();
	assert.deepEqual(
		service.sent.map(([first]) => first),
		['RELOADING=1'],
	);
	service.measure();
	assert.equal(service.sent.at(-1)?.[0], 'READY=1');
	service.stop();
});
