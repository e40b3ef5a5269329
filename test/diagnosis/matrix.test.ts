import assert from 'node:assert/strict';
import {test} from 'node:test';
import {matrixOf} from '../../source/diagnosis/matrix.js';
import type {Events, Sockets} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {eventAt} from '../helpers/machine-events.js';
import {deviceIo, network, ok, snapshotAt, startMs} from '../helpers/samples.js';

const oomKill = eventAt(startMs, {subject: undefined, pid: undefined, text: 'OOM kill of 1 process'});

const kernelErrors = (events: Partial<Events> | undefined): string | undefined => {
	const value: Events = {list: [], kernelLog: 'read', counts: eventCounts(() => undefined), ...events};
	const rows = matrixOf(snapshotAt(1, events && {events: ok(value)}), []);
	return rows.find(({resource}) => resource === 'Kernel')?.errors.text;
};

test('events are unknown, not zero, without the kernel log', () => {
	const kernelLog = {reason: 'not permitted'};
	assert.equal(kernelErrors(undefined), '--');
	assert.equal(kernelErrors({kernelLog}), '--');
	assert.equal(kernelErrors({kernelLog, list: [oomKill]}), '1 event');
	assert.equal(kernelErrors({}), '0 events');
});

test('traffic has its unit, and retransmitted segments and waiting time their share', () => {
	const stalled = {some: {avg10: 12.3, avg60: 0, avg300: 0}, full: undefined};
	const rows = matrixOf(
		snapshotAt(1, {
			network: ok({...network, receiveBytesPerSecond: 3000, sendBytesPerSecond: 650, interfaces: []}),
			pressure: ok({cpu: stalled, memory: undefined, io: undefined, irq: undefined}),
			// The matrix reads this value only.
			sockets: ok({retransmitPercent: 16} as Sockets),
		}),
		[],
	);
	const row = (name: string) => rows.find(({resource}) => resource === name);
	assert.equal(row('Network')?.utilisation.text, '3.65 kB/s');
	assert.equal(row('CPU')?.saturation.text, '12.3%');
	assert.equal(row('TCP')?.errors.text, '16.0% resent');
});

test('the utilisation of disk I/O is that of the busiest device', () => {
	const io = {readBytesPerSecond: 0, writeBytesPerSecond: 0, readsPerSecond: 0, writesPerSecond: 0, busyPercent: 2};
	const rows = matrixOf(
		snapshotAt(1, {
			disk_io: ok({
				...io,
				devices: [deviceIo('sda', '8:0', {busyPercent: 2}), deviceIo('loop0', '7:0', {busyPercent: 99})],
			}),
		}),
		[],
	);
	assert.equal(rows.find(({resource}) => resource === 'Disk I/O')?.utilisation.text, '99.0%');
});
