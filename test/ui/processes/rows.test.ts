import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type ListScope, processRows, type RowOptions} from '../../../source/ui/processes/process-list.js';
import {type SortKey, sortKeys} from '../../../source/ui/processes/sort.js';
import {processWindow, stepped} from '../../../source/ui/processes/window.js';
import {processOf} from '../../helpers/processes.js';

const options: RowOptions = {
	sort: 'cpu',
	isInverted: false,
	followed: undefined,
	filter: '',
	search: '',
	isTree: false,
	grouping: undefined,
	hasKernelThreads: true,
	threadsOf: undefined,
	toggled: new Set(),
	isAscii: false,
};
const scope: ListScope = {
	commandLine: () => undefined,
	memoryBytes: undefined,
	nowMs: 0,
	threads: () => undefined,
};

const list = [
	processOf(1, {parentPid: 0, name: 'init', cpuPercent: 0.5}),
	processOf(20, {name: 'shell', user: 'ada', cpuPercent: 1, residentSetBytes: 2 ** 20}),
	processOf(21, {parentPid: 20, name: 'make', user: 'ada', cpuPercent: 3, cpuTimeSeconds: 60}),
	processOf(22, {parentPid: 21, name: 'cc', user: 'ada', cpuPercent: 90, threads: 9}),
	processOf(30, {name: 'daemon', cpuPercent: undefined, residentSetBytes: 2 ** 30}),
];

const pids = (changes: Partial<RowOptions>): number[] =>
	processRows(list, {...options, ...changes}, scope).rows.map(({process}) => process.pid);

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
	const {rows} = processRows(list, {...options, isTree: true}, scope);
	assert.deepEqual(
		rows.map(({process, branch}) => `${branch}${process.name}`),
		['init', '├─ shell', '│  └─ make', '│     └─ cc', '└─ daemon'],
	);
});

test('without Unicode the tree is drawn in ASCII', () => {
	const {rows} = processRows(list, {...options, isTree: true, isAscii: true}, scope);
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
	const {rows} = processRows(loop, {...options, isTree: true}, scope);
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
				const {rows} = processRows(processes, {...options, sort, isTree}, scope);
				assert.deepEqual(
					rows.map(({process}) => process.pid).sort((a, b) => a - b),
					[...numbers].sort((a, b) => a - b),
				);
			},
		),
	);
});

const rowsOf = (changes: Partial<RowOptions>, processes = list) =>
	processRows(processes, {...options, ...changes}, scope);
const toggled = (...keys: readonly string[]): ReadonlySet<string> => new Set(keys);
const key = (pid: number): string => `${pid} ${1_700_000_000_000 + pid}`;

test('a branch is placed by its sum, whether it is folded or not', () => {
	const family = [
		...list,
		processOf(40, {name: 'idle-parent', cpuPercent: 0}),
		processOf(41, {parentPid: 40, name: 'burner', cpuPercent: 200}),
		processOf(50, {name: 'other', cpuPercent: 50}),
	];
	assert.deepEqual(
		rowsOf({isTree: true}, family).rows.map(({process}) => process.pid),
		[1, 40, 41, 20, 21, 22, 50, 30],
	);
	assert.deepEqual(
		rowsOf({isTree: true, toggled: toggled(key(40))}, family).rows.map(({process}) => process.pid),
		[1, 40, 20, 21, 22, 50, 30],
	);
});

test('a folded branch shows the sums and the number of the processes in it', () => {
	const {rows} = rowsOf({isTree: true, toggled: toggled(key(20))});
	const shell = rows.find(({process}) => process.pid === 20);
	assert.deepEqual(
		rows.map(({process}) => process.pid),
		[1, 20, 30],
	);
	assert.equal(shell?.fold, 'folded');
	assert.equal(shell?.count, 2);
	assert.equal(shell?.process.cpuPercent, 94);
	assert.equal(shell?.process.residentSetBytes, 21 * 2 ** 20);
	assert.equal(shell?.process.threads, 11);
	assert.equal(shell?.process.nice, 0);
});

test('a sum leaves unknown values out, and is unknown when all are', () => {
	const family = [
		processOf(5, {parentPid: 0, cpuPercent: undefined, swapBytes: undefined}),
		processOf(6, {parentPid: 5, cpuPercent: 2, swapBytes: undefined}),
	];
	const [row] = rowsOf({isTree: true, toggled: toggled(key(5))}, family).rows;
	assert.equal(row?.process.cpuPercent, 2);
	assert.equal(row?.process.swapBytes, undefined);
});

test('in a filtered tree, ancestors are no matches and are passed over', () => {
	const {rows, matching} = rowsOf({isTree: true, filter: 'cc'});
	assert.equal(matching.length, 1);
	assert.deepEqual(
		rows.map(({isMatch}) => isMatch),
		[false, false, false, true],
	);
	assert.equal(stepped(rows, undefined, 1), 3);
	assert.equal(stepped(rows, key(22), -1), 3);
	assert.equal(processWindow(rows, {selectedKey: undefined, isFollowing: false, top: 0}, 3).first, 2);
});

test('a folded branch in a filtered tree adds up only the matches in it', () => {
	const {rows} = rowsOf({isTree: true, filter: 'cc', toggled: toggled(key(20))});
	const shell = rows.find(({process}) => process.pid === 20);
	assert.equal(shell?.isMatch, true);
	assert.equal(shell?.count, 1);
	assert.equal(shell?.process.cpuPercent, 90);
});

test('a chain of a hundred thousand parents is drawn', () => {
	const chain = Array.from({length: 100_000}, (_, index) => processOf(index + 1, {parentPid: index}));
	assert.equal(rowsOf({isTree: true, filter: '100000'}, chain).matching.length, 1);
});

test('the threads of the kernel can be hidden, also in the count of matches', () => {
	const machine = [...list, processOf(2, {parentPid: 0, name: 'kthreadd', isKernelThread: true})];
	assert.equal(rowsOf({}, machine).rows.length, 6);
	assert.equal(rowsOf({hasKernelThreads: false}, machine).rows.length, 5);
	assert.equal(rowsOf({hasKernelThreads: false, filter: 'kthreadd'}, machine).matching.length, 0);
});

const services = [
	processOf(1, {parentPid: 0, name: 'init', groupPath: '/init.scope', cpuPercent: 1}),
	processOf(10, {name: 'nginx', groupPath: '/system.slice/nginx.service', cpuPercent: 2, state: 'D'}),
	processOf(11, {name: 'nginx', user: 'www', groupPath: '/system.slice/nginx.service', cpuPercent: 3}),
	processOf(12, {name: 'nginx', user: 'www', groupPath: '/system.slice/shadow.service', cpuPercent: 1.5}),
	processOf(20, {name: 'kworker/0:1-events', groupPath: undefined, isKernelThread: true}),
	processOf(21, {name: 'kworker/u8:0', groupPath: undefined, isKernelThread: true}),
];

for (const [grouping, expected] of [
	['program', ['nginx 3', 'init 1', 'kworker 2']],
	['user', ['www 2', 'root 4']],
	['service', ['nginx.service 2', 'shadow.service 1', 'init.scope 1', 'no service 2']],
] as const) {
	test(`grouped by ${grouping}, one row stands for each, with its sums`, () => {
		const {rows, matching} = rowsOf({grouping}, services);
		assert.deepEqual(
			rows.map(({group, count}) => `${group} ${count}`),
			expected,
		);
		assert.equal(matching.length, services.length);
		const sum = rows.reduce((total, {process}) => total + (process.cpuPercent ?? 0), 0);
		assert.equal(sum, 7.5);
	});
}

test('a group has what its processes have in common, and the most striking state', () => {
	const [nginx] = rowsOf({grouping: 'service'}, services).rows;
	assert.equal(nginx?.process.state, 'D');
	assert.equal(nginx?.process.user, undefined);
	assert.equal(nginx?.process.nice, 0);
	assert.equal(nginx?.process.residentSetBytes, 20 * 2 ** 20);
});

test('an opened group shows its processes in the chosen order', () => {
	const opened = toggled('service /system.slice/nginx.service');
	const {rows} = rowsOf({grouping: 'service', toggled: opened, filter: 'nginx'}, services);
	assert.deepEqual(
		rows.map(({group, branch, process}) => group ?? `${branch}${process.pid}`),
		['nginx.service', '├─ 11', '└─ 10', 'shadow.service'],
	);
});

test('the search marks rows and hides none', () => {
	const {rows} = rowsOf({search: 'user=ada', sort: 'pid'});
	assert.deepEqual(
		rows.map(({isFound}) => isFound),
		[false, true, true, true, false],
	);
});
