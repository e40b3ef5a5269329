import assert from 'node:assert/strict';
import {test} from 'node:test';
import {topProcesses} from '../../../source/alerts/engine/top-processes.js';
import type {Process} from '../../../source/metrics/snapshot.js';
import {processOf} from '../../helpers/processes.js';

const processes: readonly Process[] = Array.from({length: 8}, (_, index) =>
	processOf(index + 1, {
		name: `p${index + 1}`,
		residentSetBytes: index * 1000,
		cpuPercent: index === 7 ? undefined : 100 - index,
	}),
);

const rows: readonly (readonly [component: string, pids: readonly number[]])[] = [
	['memory', [8, 7, 6, 5, 4]],
	['limits', [8, 7, 6, 5, 4]],
	['processor', [1, 2, 3, 4, 5]],
	['load', [1, 2, 3, 4, 5]],
	['disk', []],
];

for (const [component, pids] of rows) {
	test(`an alert of ${component} names ${pids.length} processes`, () => {
		assert.deepEqual(
			topProcesses(component, processes).map(({pid}) => pid),
			pids,
		);
	});
}

test('there are no top processes without a process list', () => {
	assert.deepEqual(topProcesses('memory', undefined), []);
});

test('there are no top processes before processor usage is known', () => {
	const unknown = processes.map(process => ({...process, cpuPercent: undefined}));
	assert.deepEqual(topProcesses('processor', unknown), []);
	assert.equal(topProcesses('memory', unknown).length, 5);
});
