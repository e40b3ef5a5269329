import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {processRows, type RowOptions} from '../../../source/ui/processes/rows.js';
import {type SortKey, sortKeys} from '../../../source/ui/processes/sort.js';
import {processOf} from '../../helpers/processes.js';

const options: RowOptions = {sort: 'cpu', isInverted: false, filter: '', isTree: false, isAscii: false};
const noCommandLine = (): undefined => undefined;

const list = [
	processOf(1, {parentPid: 0, name: 'init', cpuPercent: 0.5}),
	processOf(20, {name: 'shell', user: 'ada', cpuPercent: 1, residentSetBytes: 2 ** 20}),
	processOf(21, {parentPid: 20, name: 'make', user: 'ada', cpuPercent: 3, cpuTimeSeconds: 60}),
	processOf(22, {parentPid: 21, name: 'cc', user: 'ada', cpuPercent: 90, threads: 9}),
	processOf(30, {name: 'daemon', cpuPercent: undefined, residentSetBytes: 2 ** 30}),
];

const pids = (changes: Partial<RowOptions>): number[] =>
	processRows(list, {...options, ...changes}, noCommandLine).map(({process}) => process.pid);

const orders: readonly (readonly [SortKey, readonly number[]])[] = [
	['cpu', [22, 21, 20, 1, 30]],
	['memory', [30, 1, 21, 22, 20]],
	['time', [21, 30, 1, 22, 20]],
	['pid', [1, 20, 21, 22, 30]],
	['user', [21, 22, 20, 30, 1]],
	['threads', [22, 30, 1, 21, 20]],
	['name', [22, 30, 1, 21, 20]],
];

for (const [sort, expected] of orders) {
	test(`sorted by ${sort}`, () => {
		assert.deepEqual(pids({sort}), expected);
	});
}

test('inverted, the last comes first, but unknown values stay at the end', () => {
	assert.deepEqual(pids({sort: 'pid', isInverted: true}), [30, 22, 21, 20, 1]);
	assert.deepEqual(pids({isInverted: true}), [1, 20, 21, 22, 30]);
});

test('the tree has children below their parents, siblings in the chosen order', () => {
	const rows = processRows(list, {...options, isTree: true}, noCommandLine);
	assert.deepEqual(
		rows.map(({process, branch}) => `${branch}${process.name}`),
		['init', '├─ shell', '│  └─ make', '│     └─ cc', '└─ daemon'],
	);
});

test('without Unicode the tree is drawn in ASCII', () => {
	const rows = processRows(list, {...options, isTree: true, isAscii: true}, noCommandLine);
	assert.deepEqual(
		rows.map(({branch}) => branch),
		['', '|- ', '|  `- ', '|     `- ', '`- '],
	);
});

test('a filtered tree keeps only matches and their ancestors', () => {
	assert.deepEqual(pids({isTree: true, filter: 'cc'}), [1, 20, 21, 22]);
});

test('processes that are each other’s parents are shown', () => {
	const loop = [processOf(5, {parentPid: 6}), processOf(6, {parentPid: 5}), processOf(7, {parentPid: 7})];
	const rows = processRows(loop, {...options, isTree: true}, noCommandLine);
	assert.deepEqual(rows.map(({process}) => process.pid).sort(), [5, 6, 7]);
});

test('no order loses or repeats a process', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({min: 1, max: 99}), {maxLength: 30}),
			fc.constantFrom(...sortKeys),
			fc.boolean(),
			(numbers, sort, isTree) => {
				const processes = numbers.map((pid, index) => processOf(pid, {parentPid: numbers[index - 1] ?? 0}));
				const rows = processRows(processes, {...options, sort, isTree}, noCommandLine);
				assert.deepEqual(
					rows.map(({process}) => process.pid).sort((a, b) => a - b),
					[...numbers].sort((a, b) => a - b),
				);
			},
		),
	);
});
