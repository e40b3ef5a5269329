import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import type {Liveness} from '../../source/core/liveness.js';
import {changeProblem, initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {debugInfo} from '../../source/health/debug-info.js';
import {type ExaminedFollowers, type ExaminedMonitor, healthReport} from '../../source/health/health-report.js';
import type {Absent} from '../../source/metrics/reading.js';
import type {CollectorHealth} from '../../source/metrics/schedule/collector-health.js';
import type {SelfUsage} from '../../source/metrics/snapshot.js';
import {ok, sampleAt, startMs} from '../helpers/samples.js';

const collector: CollectorHealth = {
	name: 'memory',
	cadenceMs: 500,
	successes: 12,
	failures: 0,
	skipped: 0,
	timeouts: 0,
	lastDurationMs: 0.2,
	durations: {p50Ms: 0.1, p95Ms: 0.2, maxMs: 0.3},
	lastError: undefined,
	isRunning: false,
};

const self: SelfUsage = {
	cpuPercent: 1,
	cpuSeconds: 3,
	residentSetBytes: 80 * 2 ** 20,
	memoryPercent: 0.4,
	heapUsedBytes: 20 * 2 ** 20,
	heapTotalBytes: 30 * 2 ** 20,
	externalBytes: 2 ** 20,
	threads: 11,
	openFiles: 30,
	connections: 2,
	eventLoopDelayMs: 3,
	gcCount: 12,
	gcPauseMs: 20,
	uptimeSeconds: 60,
	memoryTrendBytesPerHour: undefined,
	leakWarning: undefined,
};

const alive: Liveness = {isRunning: true, source: 'local', startedAtMs: startMs, uptimeMs: 60_000, sampleAgeMs: 200};

type Setting = {
	readonly readings?: Parameters<typeof sampleAt>[1];
	readonly problems?: Readonly<Record<string, string>>;
	readonly liveness?: Partial<Liveness>;
	readonly collectors?: readonly CollectorHealth[];
	readonly hasSample?: boolean;
};

function monitorWith({readings, problems = {}, liveness, collectors = [collector], hasSample = true}: Setting = {}) {
	let state = initialState(500, {samples: 10, seconds: 60});
	if (hasSample) {
		state = receiveSample(state, sampleAt(1, readings));
	}

	for (const [area, message] of Object.entries(problems)) {
		state = changeProblem(state, area, message, startMs);
	}

	const monitor: ExaminedMonitor = {
		store: createStore(state),
		liveness: () => ({...alive, ...liveness}),
		health: () => collectors,
	};
	return monitor;
}

const broken: Absent = {state: 'error', reason: 'no /proc/meminfo'};

suite('the status', () => {
	const rows: ReadonlyArray<readonly [name: string, setting: Setting, status: string, reasons: readonly string[]]> = [
		['a monitor that works', {}, 'ok', []],
		['one that has just begun', {hasSample: false, liveness: {uptimeMs: 900, sampleAgeMs: undefined}}, 'ok', []],
		[
			'a monitor without a sample',
			{hasSample: false, liveness: {uptimeMs: 11_000, sampleAgeMs: undefined}},
			'failing',
			['no sample has been taken yet'],
		],
		[
			'a monitor that was not started',
			{hasSample: false, liveness: {isRunning: false, uptimeMs: 60_000, sampleAgeMs: undefined}},
			'idle',
			['the monitor is not running'],
		],
		[
			'a monitor whose run has ended',
			{liveness: {isRunning: false, sampleAgeMs: 60_000}},
			'idle',
			['the monitor is not running'],
		],
		[
			'a monitor without recent samples',
			{liveness: {sampleAgeMs: 4200}},
			'failing',
			['no sample has been taken for 4.2 s'],
		],
		['a recording that stands still', {liveness: {sampleAgeMs: undefined}}, 'ok', []],
		[
			'one failing metric',
			{readings: {memory: broken}, collectors: [collector, {...collector, name: 'processor'}]},
			'degraded',
			['memory: error: no /proc/meminfo'],
		],
		[
			'only failing metrics',
			{readings: {memory: broken}, collectors: [collector, {...collector, name: 'system'}]},
			'failing',
			['no metric can be read', 'memory: error: no /proc/meminfo'],
		],
		['what the machine does not have', {readings: {memory: {state: 'unsupported'}}}, 'ok', []],
		['a problem', {problems: {export: 'the disk is full'}}, 'degraded', ['export: the disk is full']],
		[
			'growing memory and a blocked event loop',
			{readings: {self: ok({...self, leakWarning: 'it rose steadily', eventLoopDelayMs: 1500})}},
			'degraded',
			['it rose steadily', 'the event loop was blocked for 1.5 s'],
		],
	];
	for (const [name, setting, status, reasons] of rows) {
		test(`${name}: ${status}`, () => {
			const report = healthReport(monitorWith(setting));
			assert.deepEqual({status: report.status, reasons: report.reasons}, {status, reasons});
		});
	}
});

test('the report has counts of samples, notifications, records and clients', () => {
	const handler = {
		name: 'ops',
		isEnabled: true,
		queued: 2,
		handled: 5,
		failed: 3,
		dead: 1,
		lastError: 'status 503',
	};
	const followers: ExaminedFollowers = {
		handlers: {list: () => [{...handler, deadLetters: ['hunter2']} as typeof handler]},
		databases: [{place: 'postgres://db/metrics', counts: () => ({written: 5, waiting: 4, lost: 0})}],
		exporter: {counts: () => ({written: 7, waiting: 1, lost: 0})},
		server: {
			state: createStore({
				address: 'http://localhost/',
				clients: 3,
				skippedFrames: 4,
				urlWithToken: 'http://localhost/#token=hunter2',
			}),
		},
	};
	const report = healthReport(monitorWith({readings: {self: ok(self)}}), followers);
	assert.deepEqual(report.handlers, [handler]);
	assert.deepEqual(report.export, {written: 7, waiting: 1, lost: 0});
	assert.deepEqual(report.databases, [{place: 'postgres://db/metrics', written: 5, waiting: 4, lost: 0}]);
	assert.deepEqual(report.server, {address: 'http://localhost/', clients: 3, skippedFrames: 4});
	assert.deepEqual(report.collectors, [{...collector, state: 'ok', reason: undefined}]);
	assert.equal(report.uptimeMs, 60_000);
	assert.equal(report.samples, 3);
	assert.equal(report.memory?.residentSetBytes, self.residentSetBytes);

	const info = debugInfo(monitorWith({problems: {export: 'the disk is full'}}), followers);
	assert.equal(info.queueSize, 7);
	assert.deepEqual(
		info.recentErrors.map(({area, message}) => `${area}: ${message}`),
		['export: the disk is full', 'handler ops: status 503'],
	);
	assert.ok(Object.values(info.activeResources).every(count => count > 0));
	assert.equal(info.historyLength, 1);
	assert.doesNotMatch(JSON.stringify([report, info]), /hunter2/);
});

test('the usage of a remote monitor is not reported as that of this process', () => {
	const monitor = monitorWith({
		readings: {self: ok({...self, leakWarning: 'it rose steadily', eventLoopDelayMs: 1500})},
		liveness: {source: 'remote'},
	});
	const {health, activeThreads, gcCount, residentSetBytes} = debugInfo(monitor);
	assert.equal(health.status, 'ok');
	assert.equal(health.source, 'remote');
	assert.deepEqual([health.memory, health.eventLoopDelayMs, activeThreads, gcCount], Array(4).fill(undefined));
	assert.ok(residentSetBytes > 0, 'what Node.js tells of this process is known all the same');
});
