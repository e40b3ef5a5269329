import assert from 'node:assert/strict';
import {test} from 'node:test';
import {known} from '../../../source/metrics/reading.js';
import {completeMessage} from '../../../source/protocol/messages/complete-message.js';
import {monitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {parseMonitoringData} from '../../../source/protocol/messages/parse-monitoring-data.js';
import {sampleAt} from '../../helpers/samples.js';

process.env.TZ = 'UTC';

const nowMs = Date.UTC(2026, 0, 4, 8, 15, 31);

/** A message of a server of the first version, two time zones to the east, with a clock that is one second late. */
const first = {
	type: 'monitoring_data',
	timestamp: '2026-01-04T10:15:30.123456',
	data: {
		memory: {total: 16e9, available: 4e9, used: 12e9, percentage: 75},
		processor: {usage_percent: 25.5, core_count: 4, logical_count: 8, per_core_usage: [20, 31]},
		disk: {total: 500e9, used: 250e9, free: 250e9, percentage: 50, path: 'C:\\'},
		system: {
			os_name: 'Windows',
			os_version: '10.0.19045',
			os_release: '10',
			architecture: 'AMD64',
			machine: 'AMD64',
			hostname: 'DESKTOP-1',
			python_version: '3.11.5',
			processes: 250,
			boot_time: '2026-01-04T08:15:30',
		},
	},
	alerts: [
		{
			timestamp: '2026-01-04T10:15:30.123456',
			component: 'memory',
			metric: 'usage_percent',
			value: 85.5,
			threshold: 80,
			level: 'WARNING',
			message: 'High memory usage: 85.5% (threshold: 80.0%)',
		},
	],
};

const arrival = {sequence: 7, nowMs, intervalMs: 2000};

test('a message of the first version becomes a sample with its time of arrival', () => {
	const {sequence, snapshot} = parseMonitoringData(completeMessage(first, arrival));
	assert.equal(sequence, 7);
	assert.deepEqual([snapshot.timestampMs, snapshot.intervalMs], [nowMs, 2000]);
	const {readings} = snapshot;
	assert.equal(known(readings.processor)?.total.usedPercent, 25.5);
	assert.equal(known(readings.memory)?.usedPercent, 75);
	assert.equal(known(readings.processes)?.total, 250);
	const [disk] = known(readings.disks) ?? [];
	assert.equal(disk?.path, 'C:\\');
	assert.equal(known(disk?.space)?.usedPercent, 50);
});

test('its local times are converted from any time zone', () => {
	const {snapshot, alerts} = parseMonitoringData(completeMessage(first, arrival));
	assert.equal(known(snapshot.readings.system)?.bootTimeMs, Date.UTC(2026, 0, 4, 6, 15, 30));
	const [alert] = alerts;
	assert.equal(alert?.sinceMs, Date.UTC(2026, 0, 4, 8, 15, 30, 123));
	assert.equal(alert?.message, 'High memory usage: 85.5% (threshold: 80.0%)');
	assert.equal(alert?.unit, 'percent');
});

test('values that it does not contain are absent, not zero', () => {
	const {readings} = parseMonitoringData(completeMessage(first, arrival)).snapshot;
	for (const name of ['network', 'disk_io', 'load', 'gpu', 'temperatures', 'pressure', 'limits', 'self'] as const) {
		assert.notEqual(readings[name].state, 'ok', name);
	}

	assert.equal(known(readings.memory)?.swap, undefined);
	assert.equal(known(readings.processes)?.list, undefined);
});

test('a message of this version is not changed', () => {
	const message = monitoringData(sampleAt(3));
	assert.equal(completeMessage(message, arrival), message);
});

test('an empty message becomes a sample without values', () => {
	for (const data of [
		undefined,
		null,
		7,
		[],
		{memory: 'much', disk: 5, system: [1]},
		{system: {boot_time: '+275760-09-13T00:00:00Z'}},
	]) {
		const {snapshot, alerts} = parseMonitoringData(
			completeMessage({type: 'monitoring_data', timestamp: 'soon', data, alerts: [1, {}]}, arrival),
		);
		assert.ok(Object.values(snapshot.readings).every(({state}) => state !== 'ok'));
		assert.deepEqual(alerts, []);
	}
});
