import assert from 'node:assert/strict';
import {test} from 'node:test';
import {physicalCores} from '../../../source/metrics/linux/physical-cores.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

/** The topology of processors 0, 1, …, given the list of threads each shares its core with. */
function topology(siblings: readonly string[], file = 'core_cpus_list'): Record<string, string> {
	return Object.fromEntries(
		siblings.map((list, cpu) => [`sys/devices/system/cpu/cpu${cpu}/topology/${file}`, `${list}\n`]),
	);
}

const rows: ReadonlyArray<{
	title: string;
	files: Record<string, string>;
	cpus: readonly number[];
	expected: number | undefined;
}> = [
	{title: 'one thread each', files: topology(['0', '1', '2']), cpus: [0, 1, 2], expected: 3},
	{
		title: 'two threads each, next to each other',
		files: topology(['0-1', '0-1', '2-3', '2-3']),
		cpus: [0, 1, 2, 3],
		expected: 2,
	},
	{
		title: 'two threads each, far apart',
		files: topology(['0,2', '1,3', '0,2', '1,3']),
		cpus: [0, 1, 2, 3],
		expected: 2,
	},
	{
		title: 'a hybrid: two large cores with two threads, four small ones with one',
		files: topology(['0-1', '0-1', '2-3', '2-3', '4', '5', '6', '7']),
		cpus: [0, 1, 2, 3, 4, 5, 6, 7],
		expected: 6,
	},
	{title: 'an older kernel', files: topology(['0-1', '0-1'], 'thread_siblings_list'), cpus: [0, 1], expected: 1},
	{
		title: 'a core offline has no topology, and its sibling stands alone',
		files: {
			'sys/devices/system/cpu/cpu0/topology/core_cpus_list': '0\n',
			'sys/devices/system/cpu/cpu1/online': '0\n',
			'sys/devices/system/cpu/cpu2/topology/core_cpus_list': '2-3\n',
			'sys/devices/system/cpu/cpu3/topology/core_cpus_list': '2-3\n',
		},
		cpus: [0, 2, 3],
		expected: 2,
	},
	{title: 'no topology', files: {}, cpus: [0, 1], expected: undefined},
];

for (const {title, files, cpus, expected} of rows) {
	test(`physical cores: ${title}`, () => {
		using machine = fixtureMachine(files);
		assert.equal(physicalCores(machine.root, cpus), expected);
	});
}
