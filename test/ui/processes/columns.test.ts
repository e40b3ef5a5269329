import assert from 'node:assert/strict';
import {test} from 'node:test';
import {defaultProcessColumns, type ProcessColumn} from '../../../source/config/options/process-columns.js';
import {columnLayout} from '../../../source/ui/processes/columns.js';
import {formatStart} from '../../../source/ui/processes/start-time.js';

const shown = (chosen: readonly ProcessColumn[], width: number): string => {
	const {left, right, commandWidth} = columnLayout(chosen, {marked: ['cpu']}, width);
	return [...left.map(({name}) => name), commandWidth, ...right.map(({name}) => name)].join(' ');
};

for (const [width, expected] of [
	[18, 'cpu 11'],
	[38, 'pid cpu memory 16'],
	[49, 'pid cpu memory state 25'],
	[78, 'pid user cpu memory threads state time 29'],
] as const) {
	test(`${width} cells show ${expected}`, () => {
		assert.equal(shown(defaultProcessColumns, width), expected);
	});
}

test('columns stay in the chosen order, on both sides of the command', () => {
	assert.equal(shown(['start', 'pid', 'command', 'cpu', 'user'], 100), 'start pid 68 cpu user');
});

test('without the command, the other columns are shown', () => {
	assert.equal(shown(['pid', 'cpu', 'name'], 40), 'pid cpu name 0');
});

test('a sort column that is not chosen is shown beside the command', () => {
	assert.equal(shown(['pid', 'command'], 60), 'pid cpu 45');
});

test('columns never take more than the width', () => {
	for (let width = 0; width < 120; width++) {
		const {left, right, commandWidth} = columnLayout(defaultProcessColumns, {marked: ['time']}, width);
		const used = [...left, ...right].reduce((sum, column) => sum + column.width + 1, commandWidth);
		assert.ok(used <= Math.max(width, 18), `${used} of ${width}`);
	}
});

const noon = new Date(2026, 10, 30, 12, 0).getTime();

for (const [start, expected] of [
	[new Date(2026, 10, 30, 9, 5), '09:05'],
	[new Date(2026, 10, 2, 9, 5), 'Nov 02'],
	[new Date(2024, 1, 2), '2024'],
] as const) {
	test(`a start at ${start.toISOString()} is shown as ${expected}`, () => {
		assert.equal(formatStart(start.getTime(), noon), expected);
	});
}
