import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Core} from '../../../source/metrics/snapshot.js';
import {coreGrid} from '../../../source/ui/drawing/core-grid.js';
import {asciiGlyphs as glyphs} from '../../../source/ui/drawing/glyphs.js';
import {cpu} from '../../helpers/samples.js';

function core(id: number, usedPercent: number): Core {
	return {id, shares: {...cpu(0, []).total, usedPercent}};
}

function textOf(cores: readonly Core[], width: number, maxRows: number): readonly string[] {
	return coreGrid(cores, {width, maxRows}, glyphs).map(line => line.map(({text}) => text).join(''));
}

test('the position of a heat map cell is the number of its core, and an offline core leaves its cell empty', () => {
	const cores = Array.from({length: 32}, (_, id) => core(id, id === 20 ? 100 : 0)).filter(
		({id}) => id !== 9 && id !== 10,
	);
	const [first = '', second = ''] = textOf(cores, 20, 2);
	assert.match(first, /^ 0 /);
	assert.match(second, /^16 /);
	assert.equal(first.slice(3 + 9, 3 + 11), '  ');
	assert.notEqual(second[3 + 4], second[3 + 5], 'core 20 is the busy one');
});

test('cores with mostly missing numbers are packed', () => {
	const cores = Array.from({length: 40}, (_, index) => core(index * 8, 0));
	const lines = textOf(cores, 20, 3);
	assert.deepEqual(
		lines.map(line => line.slice(0, 3)),
		['  0', '128', '256'],
	);
	assert.ok(lines.every(line => !line.trimEnd().slice(4).includes(' ')));
});
