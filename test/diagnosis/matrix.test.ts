import assert from 'node:assert/strict';
import {test} from 'node:test';
import {matrixOf} from '../../source/diagnosis/matrix.js';
import type {Events, MachineEvent} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {ok, snapshotAt, startMs} from '../helpers/samples.js';

const oomKill: MachineEvent = {
	id: 'a',
	atMs: startMs,
	lastAtMs: startMs,
	count: 1,
	kind: 'oom_kill',
	severity: 'critical',
	subject: undefined,
	pid: undefined,
	groupPath: undefined,
	text: 'OOM kill of 1 process',
};

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
