import assert from 'node:assert/strict';
import {test} from 'node:test';
import {graph} from '../../../source/ui/drawing/graph.js';
import {lineWidth} from '../../../source/ui/drawing/line.js';

const text = (lines: ReturnType<typeof graph>): string[] => lines.map(line => line.map(part => part.text).join(''));

test('braille puts two values into a cell and four steps into a row', () => {
	// Quarters of 100: one to four dots, left and right column.
	assert.deepEqual(text(graph([25, 50, 75, 100], {width: 2, height: 1, max: 100, style: 'braille'})), ['⣠⣾']);
});

test('a console has half blocks and full blocks', () => {
	assert.deepEqual(text(graph([0, 50, 75, 100], {width: 4, height: 1, max: 100, style: 'half'})), ['▄▄██']);
});

test('the newest value is at the right edge', () => {
	assert.deepEqual(text(graph([100], {width: 3, height: 1, max: 100, style: 'block'})), ['  █']);
	assert.deepEqual(text(graph([1, 2, 3, 100], {width: 2, height: 1, max: 100, style: 'block'})), ['▁█']);
});

test('zero is a line at the bottom, a gap is blank', () => {
	assert.deepEqual(text(graph([0, undefined, 0], {width: 3, height: 1, max: 100, style: 'block'})), ['▁ ▁']);
	assert.deepEqual(text(graph([0, 0, undefined, undefined], {width: 2, height: 1, max: 100, style: 'braille'})), [
		'⣀ ',
	]);
});

test('several rows are filled from the bottom', () => {
	assert.deepEqual(text(graph([50, 100, 75], {width: 3, height: 2, max: 100, style: 'block'})), [' █▄', '███']);
	assert.deepEqual(text(graph([50, 100], {width: 2, height: 2, max: 100, style: 'ascii'})), [' #', '##']);
});

test('values beyond the scale are clamped, and a scale of zero is drawn', () => {
	assert.deepEqual(text(graph([500, -3], {width: 2, height: 1, max: 100, style: 'block'})), ['█▁']);
	assert.deepEqual(text(graph([5], {width: 1, height: 1, max: 0, style: 'block'})), ['▁']);
});

test('every row has exactly the requested width in every style', () => {
	for (const style of ['braille', 'block', 'half', 'ascii'] as const) {
		for (const width of [0, 1, 7]) {
			for (const line of graph([1, 2, undefined, 4], {width, height: 3, max: 4, style})) {
				assert.equal(lineWidth(line), width);
			}
		}
	}
});

test('rows of a percentage are coloured from idle at the bottom to full at the top', () => {
	const roles = graph([100], {width: 1, height: 4, max: 100, style: 'block'}).map(([part]) => part?.role);
	assert.deepEqual(roles, ['level3', 'level1', 'level0', 'level0']);
});
