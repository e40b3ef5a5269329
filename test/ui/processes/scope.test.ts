import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scoped, withDescendants} from '../../../source/ui/processes/scope.js';
import {processOf} from '../../helpers/processes.js';

const pidsOf = (list: readonly {readonly pid: number}[]): readonly number[] => list.map(({pid}) => pid);

const list = [
	processOf(10),
	processOf(11, {parentPid: 10, state: 'R'}),
	processOf(12, {parentPid: 11, state: 'D'}),
	processOf(20),
	processOf(21, {parentPid: 20, state: 'Z'}),
	processOf(30, {parentPid: 99}),
];

test('descendants of every depth belong to a scope, and nothing else does', () => {
	assert.deepEqual(pidsOf(withDescendants(list, new Set([10]))), [10, 11, 12]);
	assert.deepEqual(pidsOf(withDescendants(list, new Set([11, 21]))), [11, 12, 21]);
	assert.deepEqual(withDescendants(list, new Set([4711])), []);
});

test('parents in a circle end the search', () => {
	const circle = [processOf(5, {parentPid: 6}), processOf(6, {parentPid: 5}), processOf(7, {parentPid: 7})];
	assert.deepEqual(withDescendants(circle, new Set([1])), []);
	assert.deepEqual(pidsOf(withDescendants(circle, new Set([5]))), [5, 6]);
});

test('the counts of a scope are those of its processes', () => {
	const processes = {total: 300, running: 7, blocked: 1, zombie: 9, unreadable: 3, list} as never;
	const within = {label: '~/project', within: () => withDescendants(list, new Set([10]))};
	const {total, running, blocked, zombie} = scoped(processes, within);
	assert.deepEqual({total, running, blocked, zombie}, {total: 3, running: 1, blocked: 1, zombie: 0});
	assert.equal(scoped(processes, undefined), processes);
});
