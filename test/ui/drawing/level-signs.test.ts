import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {type Line, lineWidth, space, span} from '../../../source/ui/drawing/line.js';
import {themes} from '../../../source/ui/theme/themes.js';

function drawn(line: Line, theme: keyof typeof themes, colorDepth: 'none' | 'truecolor'): string {
	const {paint} = createAppearance({theme: themes[theme], colorDepth, isAscii: false, graphStyle: 'braille'});
	return stripVTControlCharacters(paint(line));
}

test('without colour, a high number has a sign in place of a blank', () => {
	for (const [theme, depth] of [
		['default', 'none'],
		['light', 'none'],
		['mono', 'truecolor'],
	] as const) {
		assert.equal(drawn([span('   3.0%', 'level0')], theme, depth), '   3.0%');
		assert.equal(drawn([span('  80.5%', 'level3')], theme, depth), ' !80.5%');
		assert.equal(drawn([span('  98.0%', 'level4')], theme, depth), '!!98.0%');
		assert.equal(drawn([span('4', 'muted'), span(' 100%', 'critical')], theme, depth), '4!100%');
	}
});

test('the sign follows the number where there is more room', () => {
	assert.equal(drawn([span(' 100.0%  ', 'level4'), span('x')], 'mono', 'none'), ' 100.0%!!x');
	assert.equal(drawn([span('load '), span('5.10', 'warning'), span('  2.00')], 'mono', 'none'), 'load 5.10! 2.00');
	assert.equal(drawn([span('load '), span('5.10', 'warning'), space(3)], 'mono', 'none'), 'load 5.10!  ');
});

test('a line keeps its width, and numbers without room and other texts stay as they are', () => {
	for (const line of [
		[span('100%', 'level4')],
		[span('a'), span('100%', 'level4'), span('b')],
		[span('█████', 'level4'), span('░', 'track')],
		[span('9', 'level4'), span(' ')],
		[span('▲ 3 of 4', 'warning'), span('  ')],
		[span('2 lost', 'critical'), span('  ')],
		[span('12.5%', 'warning'), span(' ─╮', 'border')],
	]) {
		assert.equal(drawn(line, 'mono', 'none'), line.map(({text}) => text).join(''));
		assert.equal(lineWidth(line), drawn(line, 'mono', 'none').length);
	}
});

test('with colours there is no sign', () => {
	assert.equal(drawn([span('  98.0%', 'level4')], 'default', 'truecolor'), '  98.0%');
});
