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
		writeBytesPerSecond: index % 2 === 0 ? undefined : index * 1e6,
	}),
);

const rows: readonly (readonly [component: string, metric: string, pids: readonly number[]])[] = [
	['memory', 'memory.percentage', [8, 7, 6, 5, 4]],
	['limits', 'limits.throttled_percent', [8, 7, 6, 5, 4]],
	['processor', 'processor.usage_percent', [1, 2, 3, 4, 5]],
	['load', 'load.load1', [1, 2, 3, 4, 5]],
	['disk', 'disks[/].percentage', []],
	['disk', 'disk_io.busy_percent', [8, 6, 4, 2]],
	['disk', 'disk_io[sda].busy_percent', [8, 6, 4, 2]],
];

for (const [component, metric, pids] of rows) {
	test(`an alert of ${metric} names ${pids.length} processes`, () => {
		assert.deepEqual(
			topProcesses({component, metric}, processes).map(({pid}) => pid),
			pids,
		);
	});
}

test('there are no top processes without a process list', () => {
	assert.deepEqual(topProcesses({component: 'memory', metric: 'memory.percentage'}, undefined), []);
});

test('there are no top processes before processor usage is known', () => {
	const unknown = processes.map(process => ({...process, cpuPercent: undefined}));
	assert.deepEqual(topProcesses({component: 'processor', metric: 'processor.usage_percent'}, unknown), []);
	assert.equal(topProcesses({component: 'memory', metric: 'memory.percentage'}, unknown).length, 5);
});
