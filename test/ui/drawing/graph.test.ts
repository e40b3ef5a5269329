import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import {graph, type Series} from '../../../source/ui/drawing/graph.js';
import {grid, thresholds} from '../../../source/ui/drawing/graph-guides.js';
import {type Line, lineWidth} from '../../../source/ui/drawing/line.js';
import {stackedGraph} from '../../../source/ui/drawing/stacked-graph.js';

const text = (lines: ReturnType<typeof graph>): string[] => lines.map(line => line.map(part => part.text).join(''));

test('braille puts two values into a cell and four steps into a row', () => {
	// Quarters of 100: one to four dots, left and right column.
	assert.deepEqual(text(graph([25, 50, 75, 100], {width: 2, height: 1, max: 100, style: 'braille'})), ['⣠⣾']);
});

test('a console has half blocks and full blocks', () => {
	assert.deepEqual(text(graph([4, 50, 75, 100], {width: 4, height: 1, max: 100, style: 'half'})), ['_▄██']);
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
	assert.deepEqual(text(graph([0, undefined, 40], {width: 3, height: 1, max: 100, style: 'half'})), ['_ ▄']);
	assert.deepEqual(text(graph([0, undefined, 40], {width: 3, height: 1, max: 100, style: 'ascii'})), ['_ .']);
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
		for (const width of [0, 1, 7, 30]) {
			const options = {width, height: 3, max: 4, style, guides: grid(4), hasAxis: true, scale: ['≤4']};
			const lines = [...graph([1, 2, undefined, 4], options), ...stackedGraph([1, 2], [3, undefined], options)];
			for (const line of lines) {
				assert.equal(lineWidth(line), width);
			}
		}
	}
});

const rolesOf = (line: Line): string[] => line.flatMap(({role, width}) => Array.from({length: width}, () => role));

test('a column has the colour of its value over its whole height, and zero is grey', () => {
	const [top, bottom] = graph([0, 100, 60, 10], {width: 4, height: 2, max: 100, style: 'block'});
	assert.deepEqual(rolesOf(bottom ?? []), ['muted', 'level4', 'level2', 'level0']);
	assert.equal(text([top ?? []])[0], ' █▂ ');
	assert.equal(rolesOf(top ?? [])[1], 'level4');
	const [braille] = graph([0, 95, 10, 10], {width: 2, height: 1, max: 100, style: 'braille'});
	assert.deepEqual(rolesOf(braille ?? []), ['level4', 'level0']);
});

test('other percentages than those drawn can set the levels', () => {
	const options = {width: 2, height: 1, max: 1000, style: 'block', levels: [20, 95, 10]} as const;
	const [line] = graph([500, 500], options);
	assert.deepEqual(rolesOf(line ?? []), ['level4', 'level0']);
});

test('the grid and thresholds are behind the columns, where there are values', () => {
	const guides = [...grid(100), {value: 90, kind: 'critical'} as const];
	const options = {width: 4, height: 4, max: 100, style: 'ascii', guides} as const;
	assert.deepEqual(text(graph([undefined, 0, 60, 100], options)), [' ==#', '  .#', ' -##', ' _##']);
	const lines = graph([undefined, undefined, 0, 0], {...options, width: 2, style: 'braille'});
	assert.deepEqual(text(lines), [' ⠤', '  ', ' ⠁', ' ⣀']);
	assert.deepEqual(
		lines.map(line => rolesOf(line).at(-1)),
		['critical', 'critical', 'track', 'muted'].map((role, row) => (row === 1 ? 'text' : role)),
	);
	assert.deepEqual(text(graph([0], {...options, width: 1, height: 2})), [' ', '_'], 'a low graph has none');
});

test('the thresholds are those of the enabled rules for exactly that metric', () => {
	const rules = createRules([
		{metric: 'memory.percentage', warning: 80, critical: 90},
		{metric: 'memory.percentage', name: 'off', warning: 10, enabled: false},
		{metric: 'memory.swap.percentage', warning: 50},
		{metric: 'processor.usage_percent', critical: 95},
	]);
	assert.deepEqual(thresholds(rules, 'memory.percentage'), [
		{value: 80, kind: 'warning'},
		{value: 90, kind: 'critical'},
	]);
	assert.deepEqual(thresholds(rules, 'processor.usage_percent'), [{value: 95, kind: 'critical'}]);
	assert.deepEqual(thresholds([], 'memory.percentage'), []);
});

test('a graph of percentages has labels at its left, where there is room', () => {
	const options = {height: 5, max: 100, style: 'block', hasAxis: true} as const;
	const lines = text(graph([100], {...options, width: 24}));
	assert.deepEqual(
		lines.map(line => line.slice(0, 4)),
		['100 ', '    ', ' 50 ', '    ', '  0 '],
	);
	assert.deepEqual(new Set(lines.map(line => line.length)), new Set([24]));
	assert.deepEqual(text(graph([100], {...options, width: 5}))[0], '    █');
});

test('the scale is written over the oldest values, in the longest text that leaves enough of them', () => {
	const scale = ['≤10.0 kB/s', '≤10.0k'];
	const drawn = (width: number): string =>
		text(graph(new Array(40).fill(1), {width, height: 1, max: 1, style: 'block', scale}))[0] ?? '';
	assert.equal(drawn(20), '≤10.0 kB/s █████████');
	assert.equal(drawn(16), '≤10.0k █████████');
	assert.equal(drawn(12), '████████████');
});

test('memory is stacked: used in the colour of its level, then the cache', () => {
	const draw = (style: 'block' | 'ascii' | 'braille', lower: Series, upper: Series) =>
		stackedGraph(lower, upper, {width: 2, height: 4, style});
	const lines = draw('ascii', [50, 25], [25, undefined]);
	assert.deepEqual(text(lines), ['  ', '+ ', '# ', '##']);
	assert.deepEqual(
		lines.map(line => rolesOf(line)[0]),
		['text', 'memory', 'level1', 'level1'],
	);
	assert.deepEqual(text(draw('block', [50, undefined], [25, 10])), ['  ', '░ ', '█ ', '█ ']);
	assert.deepEqual(text(draw('braille', [50, 50, undefined, undefined], [25, 25, 0, 0])), ['  ', '⡪ ', '⣿ ', '⣿ ']);
	assert.deepEqual(text(draw('block', [100, 80], [50, 90])), ['█▂', '██', '██', '██'], 'never above the top');
});
