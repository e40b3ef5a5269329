import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Alert} from '../../../source/alerts/alert.js';
import {readMetric} from '../../../source/measurements/read-metric.js';
import {known} from '../../../source/metrics/reading.js';
import {ioTotals} from '../../../source/metrics/values/io-totals.js';
import {noMemoryDetails} from '../../../source/metrics/values/unmeasured.js';
import {encodedSample} from '../../../source/protocol/messages/encoded-sample.js';
import {encodeMonitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {parseMonitoringData} from '../../../source/protocol/messages/parse-monitoring-data.js';
import {burst} from '../../helpers/alert-events.js';
import {arbitrarySample} from '../../helpers/arbitrary-sample.js';
import {deviceIo, memory, ok, sampleAt, startMs} from '../../helpers/samples.js';

type Tree = {[key: string]: unknown};

function wire(sample = sampleAt(0)): Tree {
	return JSON.parse(encodeMonitoringData(sample));
}

/** The message of `sampleAt(0)` with one part of its data replaced. */
function parseWith(data: Tree): ReturnType<typeof parseMonitoringData> {
	const message = wire();
	return parseMonitoringData({...message, data: {...(message.data as Tree), ...data}});
}

test('a parsed message encodes to the same message', () => {
	fc.assert(
		fc.property(arbitrarySample, sample => {
			const message = wire(sample);
			assert.deepEqual(wire(parseMonitoringData(message)), message);
		}),
		{numRuns: 1000},
	);
});

test('a typical sample keeps its values after encoding and parsing', () => {
	const {sequence, snapshot} = parseMonitoringData(wire());
	assert.equal(sequence, 1);
	assert.equal(snapshot.timestampMs, startMs);
	assert.equal(snapshot.intervalMs, 500);
	assert.deepEqual(known(snapshot.readings.memory), memory);
	assert.deepEqual(known(snapshot.readings.load), {load1: 0.42, load5: 0.36, load15: 0.31});
	assert.deepEqual(
		known(snapshot.readings.processor)?.cores.map(core => core.shares?.usedPercent),
		[20, 30, 16, 40, 99, 12, 4, 2],
	);
	assert.equal(known(snapshot.readings.system)?.hostname, 'web-01');
	assert.equal(known(snapshot.readings.system)?.physicalCores, 4);
	const [root] = known(snapshot.readings.disks) ?? [];
	assert.equal(known(root?.space)?.usedPercent, 62.4);
	assert.deepEqual(snapshot.readings.gpu, {state: 'unsupported', reason: 'no GPU'});
});

test('alerts and their events are kept after encoding and parsing, except the names of handlers', () => {
	const alert: Alert = {
		id: 'memory-1',
		ruleId: 'memory.percentage',
		timestampMs: startMs,
		sinceMs: startMs - 90_000,
		durationMs: 90_000,
		component: 'memory',
		metric: 'memory.percentage',
		unit: 'percent',
		value: 85.5,
		threshold: 80,
		level: 'WARNING',
		message: 'High memory usage: 85.5% (threshold: 80.0%)',
		range: {min: 81, mean: 83.5, max: 85.5},
		topProcesses: [{pid: 7, name: 'java', cpuPercent: undefined, residentSetBytes: 4096}],
		isAcknowledged: true,
		isSilenced: false,
		isNoData: false,
		handlers: ['ops'],
	};
	const sample = {
		...sampleAt(0),
		alerts: [alert],
		events: [{id: 'e-1', sequence: 3, kind: 'raised' as const, alert, isSilenced: true}],
	};
	const {alerts, events} = parseMonitoringData(wire(sample));
	const expected = {...alert, handlers: []};
	assert.deepEqual(alerts, [expected]);
	assert.deepEqual(events, [{id: 'e-1', sequence: 3, kind: 'raised', alert: expected, isSilenced: true}]);
});

test('a message without events has no events field', () => {
	assert.equal('events' in wire(), false);
});

test('unknown fields are ignored', () => {
	const message = wire();
	const withMore = {...message, future: 1, data: {...(message.data as Tree), future: {x: [1]}}};
	assert.deepEqual(parseMonitoringData(withMore), parseMonitoringData(message));
});

const damages: ReadonlyArray<readonly [name: string, memory: unknown, expected: unknown]> = [
	['null', null, {state: 'disabled'}],
	['a number', 7, {state: 'disabled'}],
	['a list', [], {state: 'disabled'}],
	['an object without its fields', {}, {state: 'error', reason: 'the message has no total'}],
	[
		'a text where a number belongs',
		{total: 1, available: '1', used: 0, percentage: 0},
		{state: 'error', reason: 'the message has no available'},
	],
	[
		'no optional field',
		{total: 1, available: 1, used: 0, percentage: 0},
		{
			state: 'ok',
			value: {
				totalBytes: 1,
				availableBytes: 1,
				usedBytes: 0,
				usedPercent: 0,
				cachedBytes: undefined,
				swap: undefined,
				...noMemoryDetails,
			},
		},
	],
];

for (const [name, value, expected] of damages) {
	test(`memory that is ${name} makes only the memory unknown`, () => {
		const {readings} = parseWith({memory: value}).snapshot;
		assert.deepEqual(readings.memory, expected);
		assert.equal(readings.load.state, 'ok');
	});
}

test('an invalid mount point makes only the disks unknown, not the traffic of all disks', () => {
	const {disks, disk_io} = wire().data as {readonly disks: readonly Tree[]; readonly disk_io: Tree};
	for (const change of [{device: null}, {path: 7}, {file_system: {}}]) {
		const {readings} = parseWith({disks: [...disks, {...disks[0], ...change}]}).snapshot;
		assert.equal(readings.disks.state, 'error');
		assert.equal(known(readings.disk_io)?.readBytesPerSecond, disk_io.read_rate);
	}

	const {readings} = parseWith({disks: [{...disks[0], read_rate: 5, write_rate: null}]}).snapshot;
	assert.equal(known(readings.disk_io)?.readBytesPerSecond, disk_io.read_rate);
	assert.equal(known(readings.disks)?.length, 1);
});

test('devices keep their values, and mounts find theirs by number', () => {
	const vda = deviceIo('vda', '8:1', {readBytesPerSecond: 5, writeBytesPerSecond: 6, awaitMs: undefined});
	const {snapshot} = parseMonitoringData(
		wire(sampleAt(0, {disk_io: ok({...ioTotals([vda]), devices: [vda, deviceIo('md0', '9:0', {isPhysical: false})]})})),
	);
	assert.deepEqual(known(snapshot.readings.disk_io)?.devices[0], vda);
	assert.deepEqual(readMetric(snapshot, 'disk_io[md0].await_ms'), 2.5);
	assert.deepEqual(readMetric(snapshot, 'disks[/].read_rate'), 5);
});

test('mounts represent the devices of a message of an earlier version', () => {
	const message = wire();
	const {disks, disk_io} = message.data as {readonly disks: readonly Tree[]; readonly disk_io: Tree};
	const {devices: _, ...totals} = disk_io;
	const [first] = disks.map(({device_number: _, unexpectedly_read_only: __, ...mount}) => mount);
	const mount = {...first, path: '/', read_rate: 5, write_rate: 6, busy_percent: 7};
	const {snapshot} = parseWith({disk_io: totals, disks: [mount, {...mount, path: '/data', read_rate: 8}]});
	assert.equal(known(snapshot.readings.disk_io)?.devices.length, 2);
	assert.equal(known(snapshot.readings.disks)?.[0]?.isUnexpectedlyReadOnly, false);
	assert.equal(readMetric(snapshot, 'disks[/].read_rate'), 5);
	assert.equal(readMetric(snapshot, 'disks[/data].read_rate'), 8);
});

test('a damaged device makes only the disk I/O unknown', () => {
	const {disk_io} = wire().data as {readonly disk_io: Tree};
	const {readings} = parseWith({disk_io: {...disk_io, devices: [{name: 'sda'}]}}).snapshot;
	assert.deepEqual(readings.disk_io, {state: 'error', reason: 'the message has no device_number'});
	assert.equal(readings.disks.state, 'ok');
});

test('the GPUs of a message without their number are read', () => {
	const gpus = [{id: 0, name: 'card', vendor: 'amd'}];
	for (const gpu of [{gpus}, {count: null, gpus}]) {
		assert.deepEqual(
			known(parseWith({gpu}).snapshot.readings.gpu)?.map(({name}) => name),
			['card'],
		);
	}
});

test('a reason is kept, and an unknown state is ignored', () => {
	const errors = {memory: {state: 'timeout', reason: 'slow'}, load: {state: 'exploded', reason: 'x'}};
	const {readings} = parseWith({memory: null, load: null, errors}).snapshot;
	assert.deepEqual(readings.memory, {state: 'timeout', reason: 'slow'});
	assert.deepEqual(readings.load, {state: 'disabled'});
});

test('a recording of an earlier version keeps its reasons and events', () => {
	const errors = {
		'cpu.cores[0]': {state: 'error', reason: 'a broken line'},
		diskIo: {state: 'timeout', reason: 'no permission'},
	};
	const {readings} = parseWith({disk_io: null, errors}).snapshot;
	assert.deepEqual(readings.processor.state === 'ok' && readings.processor.gaps, {'cores[0]': 'a broken line'});
	assert.deepEqual(readings.disk_io, {state: 'timeout', reason: 'no permission'});
	const events = burst(1).map(event => ({...event, kind: 'deescalated' as const}));
	const message = JSON.stringify(wire({...sampleAt(0), events})).replace('"deescalated"', '"eased"');
	assert.equal(parseMonitoringData(JSON.parse(message)).events[0]?.kind, 'deescalated');
});

test('an invalid alert is skipped, and the others are kept', () => {
	const good = {
		timestamp: '2026-01-04T10:15:30.000+00:00',
		since: '2026-01-04T10:15:00.000+00:00',
		component: 'disk',
		metric: 'disk.percentage',
		value: 96.2,
		threshold: 95,
		level: 'CRITICAL',
		message: 'Critical disk usage: 96.2% (threshold: 95.0%)',
		id: 'a',
	};
	const {alerts} = parseMonitoringData({...wire(), alerts: [{...good, level: 'LOUD'}, 'x', good]});
	assert.deepEqual(
		alerts.map(({id, level, durationMs, unit}) => [id, level, durationMs, unit]),
		[['a', 'CRITICAL', 30_000, 'number']],
	);
});

for (const [name, message] of [
	['nothing', undefined],
	['a text', 'monitoring_data'],
	['another message', {type: 'pong', t: 1}],
	['a message without time', {...wire(), t: undefined}],
	['a message of a time that no calendar knows', {...wire(), t: 1e16}],
	['a message whose time is a text', {...wire(), t: '1'}],
	['a message without sequence', {...wire(), seq: null}],
] as const) {
	test(`${name} is rejected`, () => {
		assert.throws(() => parseMonitoringData(message), /monitoring_data|has no (?:t|seq)$/);
	});
}

test('any JSON is either rejected or parsed to a sample that can be encoded', () => {
	const known = ['memory', 'processor', 'disks', 'network', 'processes', 'gpu', 'limits', 'pressure', 'system'];
	const data = fc.dictionary(fc.constantFrom(...known), fc.jsonValue());
	fc.assert(
		fc.property(data, junk => {
			assert.doesNotThrow(() => encodeMonitoringData(parseWith(junk as Tree)));
		}),
	);
});

test('a sample is encoded once, and all followers get the same bytes', () => {
	const sample = sampleAt(0);
	assert.equal(encodedSample(sample).toString(), encodeMonitoringData(sample));
	assert.equal(encodedSample(sample), encodedSample(sample));
	assert.notEqual(encodedSample(sample), encodedSample({...sample}));
});

test('a number that is too large for sums counts as missing', () => {
	const {snapshot} = parseWith({load: {load1: 0.5, load5: 1e308, load15: 1}, sockets: {retransmits_rate: 1e308}});
	assert.equal(snapshot.readings.load.state, 'error');
	assert.equal(snapshot.readings.sockets.state, 'ok');
	assert.equal(known(snapshot.readings.sockets)?.retransmitsPerSecond, undefined);
});
