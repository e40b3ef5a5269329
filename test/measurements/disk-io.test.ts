import assert from 'node:assert/strict';
import {test} from 'node:test';
import {measuredFamilies} from '../../source/measurements/families.js';
import {writeFamily} from '../../source/measurements/prometheus-family.js';
import {ioTotals} from '../../source/metrics/values/io-totals.js';
import {deviceCounters, deviceIo, ok, raidArray, snapshotAt} from '../helpers/samples.js';

/** The lines of the series of disks and arrays. */
function linesOf(changes: Parameters<typeof snapshotAt>[1]): readonly string[] {
	return measuredFamilies(snapshotAt(0, changes))
		.map(writeFamily)
		.join('')
		.split('\n')
		.filter(line => /^montui_(disk|raid)_/.test(line));
}

test('devices are exported with their counters, in base units', () => {
	const devices = [
		deviceIo('sda', '8:0', {busyPercent: 14, ioErrors: 2}),
		deviceIo('md0', '9:0', {awaitMs: undefined, ioErrors: undefined}),
	];
	const counters = [deviceCounters('sda', '8:0'), {...deviceCounters('md0', '9:0'), flushes: undefined}];
	const lines = linesOf({disk_io: ok({...ioTotals(devices), devices, counters})});
	for (const line of [
		'montui_disk_busy_ratio{device="sda"} 0.14',
		'montui_disk_await_seconds{device="sda"} 0.0025',
		'montui_disk_queue_length{device="sda"} 0.45',
		'montui_disk_io_errors_total{device="sda"} 2',
		'montui_disk_reads_completed_total{device="md0"} 2000',
		'montui_disk_read_time_seconds_total{device="sda"} 3',
		'montui_disk_io_time_weighted_seconds_total{device="sda"} 7.5',
		'montui_disk_io_now{device="sda"} 1',
		'montui_disk_discarded_bytes_total{device="sda"} 12288',
		'montui_disk_flush_requests_total{device="sda"} 40',
	]) {
		assert.ok(lines.includes(line), line);
	}

	for (const absent of [
		'await_seconds{device="md0"}',
		'io_errors_total{device="md0"}',
		'flush_requests_total{device="md0"}',
	]) {
		assert.ok(!lines.some(line => line.startsWith(`montui_disk_${absent}`)), absent);
	}
});

test('arrays are exported by name', () => {
	const lines = linesOf({
		raid: ok([raidArray('md0', {failedDevices: 1, isDegraded: true, action: 'recovery', actionPercent: 25})]),
	});
	for (const line of [
		'montui_raid_degraded{device="md0"} 1',
		'montui_raid_failed_devices{device="md0"} 1',
		'montui_raid_working_devices{device="md0"} 2',
		'montui_raid_action_ratio{device="md0"} 0.25',
	]) {
		assert.ok(lines.includes(line), line);
	}
});
