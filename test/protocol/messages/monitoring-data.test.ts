import assert from 'node:assert/strict';
import {test} from 'node:test';
import {known} from '../../../source/metrics/reading.js';
import {encodeMonitoringData, monitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {parseMonitoringData} from '../../../source/protocol/messages/parse-monitoring-data.js';
import {cpu, deviceIo, disk, memory, ok, sampleAt} from '../../helpers/samples.js';

test('the message begins with type, sequence number and time', () => {
	assert.ok(
		encodeMonitoringData(sampleAt(0.5)).startsWith(
			'{"type":"monitoring_data","seq":2,"t":1767521730500,"timestamp":"2026-01-04T10:15:30.500+00:00","interval":0.5,',
		),
	);
});

test('the message has all fields that clients of the Python version read', () => {
	const {data, alerts} = monitoringData(sampleAt(0));
	assert.deepEqual(Object.keys(data.memory ?? {}).slice(0, 4), ['total', 'available', 'used', 'percentage']);
	assert.deepEqual(Object.keys(data.processor ?? {}).slice(0, 6), [
		'usage_percent',
		'core_count',
		'logical_count',
		'frequency_current',
		'frequency_max',
		'per_core_usage',
	]);
	assert.deepEqual(data.disk, {
		total: 107_374_182_400,
		used: 67_001_489_817.6,
		free: 40_372_692_582.4,
		percentage: 62.4,
		path: '/',
	});
	for (const key of [
		'os_name',
		'os_version',
		'os_release',
		'architecture',
		'machine',
		'processor',
		'hostname',
		'processes',
		'boot_time',
	]) {
		assert.ok(data.system && key in data.system, key);
	}

	assert.deepEqual(alerts, []);
});

test('an unknown metric is null, never 0, and errors has the reason', () => {
	const {data} = monitoringData(
		sampleAt(0, {
			processor: {state: 'pending'},
			memory: {state: 'error', reason: '/proc/meminfo: permission denied'},
			network: {state: 'disabled'},
			disks: ok([{...disk('/mnt/nas', 0), space: {state: 'timeout', reason: 'df gave no answer within 5 s'}}]),
		}),
	);
	assert.equal(data.memory, null);
	assert.equal(data.processor?.usage_percent, null);
	assert.equal(data.processor?.per_core_usage, null);
	assert.equal(data.network, null);
	assert.equal(data.gpu, null);
	assert.equal(data.disks?.[0]?.used, null);
	assert.equal(data.disks?.[0]?.error, 'df gave no answer within 5 s');
	assert.deepEqual(data.errors, {
		memory: {state: 'error', reason: '/proc/meminfo: permission denied'},
		gpu: {state: 'unsupported', reason: 'no GPU'},
		pressure: {state: 'unsupported', reason: 'no /proc/pressure'},
		raid: {state: 'unsupported', reason: 'no /proc/mdstat'},
		limits: {state: 'unsupported', reason: 'no cgroup'},
	});
});

test('a missing part of a metric has its reason in errors', () => {
	const {data} = monitoringData(
		sampleAt(0, {
			memory: {state: 'ok', value: memory, gaps: {swap: '/proc/meminfo: no "SwapFree" line with a size in kB'}},
		}),
	);
	assert.equal(data.memory?.total, memory.totalBytes);
	assert.deepEqual(data.errors['memory.swap'], {
		state: 'error',
		reason: '/proc/meminfo: no "SwapFree" line with a size in kB',
	});
});

test('errors explains a process list that was not read', () => {
	const counts = {
		running: 1,
		sleeping: 2,
		stopped: 0,
		zombie: 0,
		threads: 9,
		unreadable: 0,
		blocked: undefined,
		ended: undefined,
	};
	const {data} = monitoringData(sampleAt(0, {processes: ok({total: 3, ...counts, list: undefined})}));
	assert.equal(data.processes?.top, null);
	assert.equal(data.errors.processes?.state, 'pending');
	assert.equal(
		monitoringData(sampleAt(0, {processes: ok({total: 0, ...counts, list: []})})).data.errors.processes,
		undefined,
	);
});

test('cores are listed by core number, and an offline core is null', () => {
	const {total, ...scheduler} = cpu(50, []);
	const at = (id: number, usedPercent: number | undefined) => ({
		id,
		shares: usedPercent === undefined ? undefined : {...total, usedPercent},
	});
	const message = monitoringData(
		sampleAt(0, {processor: ok({total, ...scheduler, cores: [at(0, 7), at(2, 100), at(3, undefined)]})}),
	);
	assert.deepEqual(message.data.processor?.per_core_usage, [7, null, 100]);
	const {readings} = parseMonitoringData(message).snapshot;
	assert.deepEqual(
		known(readings.processor)?.cores.map(({id, shares}) => [id, shares?.usedPercent]),
		[
			[0, 7],
			[2, 100],
		],
	);
});

test('a machine without swap has no swap percentage', () => {
	assert.deepEqual(monitoringData(sampleAt(0)).data.memory?.swap, {total: 0, used: 0, percentage: null});
});

test('a mount point has the traffic of its device', () => {
	const {data} = monitoringData(
		sampleAt(0, {
			disk_io: ok({
				readBytesPerSecond: 5,
				writeBytesPerSecond: 6,
				readsPerSecond: 1,
				writesPerSecond: 1,
				busyPercent: 7,
				devices: [
					deviceIo('sdb1', '8:17', {readBytesPerSecond: 1, writeBytesPerSecond: 2, busyPercent: 3}),
					deviceIo('sda1', '8:1', {readBytesPerSecond: 10.4, writeBytesPerSecond: 20, busyPercent: 30}),
				],
			}),
		}),
	);
	const [root] = data.disks ?? [];
	assert.deepEqual([root?.read_rate, root?.write_rate, root?.busy_percent], [10, 20, 30]);
});

test('the message is valid JSON on one line for any names', () => {
	const line = encodeMonitoringData(sampleAt(0, {disks: ok([disk('/mnt/"quo\nted"\u2028', 10)])}));
	assert.ok(!line.includes('\n'));
	assert.equal(JSON.parse(line).data.disks[0].path, '/mnt/"quo\nted"\u2028');
});
