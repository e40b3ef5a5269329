import assert from 'node:assert/strict';
import {test} from 'node:test';
import {timeAxis} from '../../../source/ui/drawing/time-axis.js';

test('each mark ends in the cell it refers to, counted from now at the right edge', () => {
	const axis = timeAxis(50, 2000);
	assert.equal(axis.length, 50);
	// Half a minute is 15 cells.
	assert.equal(axis.slice(0, 35).trimStart().endsWith('-30s'), true);
	assert.equal(axis.slice(35), ' '.repeat(15));
	assert.equal(axis.slice(0, 20).trimEnd().endsWith('-1m'), true);
});

test('marks beyond two minutes are not in seconds alone', () => {
	assert.deepEqual(timeAxis(130, 2000).trim().split(/ +/), [
		'-4m',
		'-3m30s',
		'-3m',
		'-2m30s',
		'-2m',
		'-90s',
		'-1m',
		'-30s',
	]);
});

test('a mark that does not fit is left out, and the axis is never too wide', () => {
	for (const width of [0, 1, 5, 13, 14, 200]) {
		for (const cellMs of [500, 1000, 60_000]) {
			assert.equal(timeAxis(width, cellMs).length, width);
		}
	}

	assert.equal(timeAxis(10, 1000).trim(), '');
});
