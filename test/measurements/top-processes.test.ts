import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wireData} from '../../source/measurements/sections.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {processOf} from '../helpers/processes.js';
import {ok, snapshotAt} from '../helpers/samples.js';

function pidsSent(list: readonly Process[]): readonly number[] {
	const counts = {running: 1, sleeping: 0, stopped: 0, zombie: 0, threads: 1, unreadable: 0, blocked: 1};
	const processes = ok({total: list.length, ...counts, ended: undefined, list});
	return wireData(snapshotAt(0, {processes})).processes?.top?.map(({pid}) => pid) ?? [];
}

/** The first has the highest usage. */
const busy = Array.from({length: 200}, (_, index) => processOf(index + 1, {cpuPercent: 200 - index}));

test('a message has the 50 processes with the highest usage', () => {
	assert.deepEqual(
		pidsSent(busy),
		busy.slice(0, 50).map(({pid}) => pid),
	);
	assert.deepEqual(pidsSent(busy.slice(0, 3)), [1, 2, 3]);
});

test('among them are those that write most and that wait in the kernel, however little processor they use', () => {
	const list = [
		...busy,
		processOf(500, {writeBytesPerSecond: 1e8}),
		processOf(501, {state: 'D'}),
		...Array.from({length: 30}, (_, index) => processOf(600 + index, {readBytesPerSecond: 1 + index})),
	];
	const sent = pidsSent(list);
	assert.deepEqual(
		[...sent].sort((left, right) => left - right),
		[...busy.slice(0, 40).map(({pid}) => pid), 500, 501, 622, 623, 624, 625, 626, 627, 628, 629],
	);
	assert.equal(sent.indexOf(500) >= 40, true, 'they come last');
});
