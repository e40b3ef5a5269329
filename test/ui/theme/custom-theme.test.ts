import assert from 'node:assert/strict';
import test from 'node:test';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {span} from '../../../source/ui/drawing/line.js';
import type {ColorDepth} from '../../../source/ui/theme/color-depth.js';
import {type CustomTheme, customTheme} from '../../../source/ui/theme/custom-theme.js';
import {themes} from '../../../source/ui/theme/themes.js';

function painted(custom: CustomTheme, colorDepth: ColorDepth, role: 'critical' | 'good'): string {
	return createAppearance({theme: customTheme(custom), colorDepth, isAscii: false, graphStyle: 'braille'}).paint([
		span('x', role),
	]);
}

test('a custom colour is drawn as well as the terminal can', () => {
	const custom: CustomTheme = {base: 'mono', critical: '#fe0102 bold'};
	assert.equal(painted(custom, 'truecolor', 'critical'), '\u{1B}[38;2;254;1;2m\u{1B}[1mx\u{1B}[22m\u{1B}[39m');
	assert.equal(painted(custom, '256', 'critical'), '\u{1B}[38;5;196m\u{1B}[1mx\u{1B}[22m\u{1B}[39m');
	assert.equal(painted(custom, '16', 'critical'), '\u{1B}[91m\u{1B}[1mx\u{1B}[22m\u{1B}[39m');
	assert.equal(painted(custom, 'none', 'critical'), '\u{1B}[1mx\u{1B}[22m');
});

for (const [text, open] of [
	['203', '38;5;203'],
	['9', '38;5;9'],
	['bright-red', '38;5;9'],
	['black', '38;5;0'],
	['white', '38;5;7'],
] as const) {
	test(`${text} is the palette colour of that number or name`, () => {
		const custom: CustomTheme = {base: 'default', critical: text};
		assert.equal(painted(custom, 'truecolor', 'critical'), `\u{1B}[${open}mx\u{1B}[39m`);
		assert.equal(painted(custom, '256', 'critical'), `\u{1B}[${open}mx\u{1B}[39m`);
	});
}

test('one of 256 colours becomes the nearest of 16 in a terminal with 16 colours', () => {
	for (const [text, open] of [
		['203', '91'],
		['9', '91'],
		['cyan', '36'],
		['240', '90'],
		['231', '97'],
		['18', '34'],
	] as const) {
		assert.equal(painted({base: 'default', critical: text}, '16', 'critical'), `\u{1B}[${open}mx\u{1B}[39m`, text);
	}
});

test('without colour, the selection and badges are inverse and the focused frame is bold', () => {
	const paint = createAppearance({
		theme: themes.default,
		colorDepth: 'none',
		isAscii: false,
		graphStyle: 'braille',
	}).paint;
	assert.equal(
		paint([span('a', 'selected'), span('b'), span('c', 'critical')]),
		'\u{1B}[7ma\u{1B}[27mb\u{1B}[1mc\u{1B}[22m',
	);
	assert.equal(paint([span('a', 'badge')]), '\u{1B}[7ma\u{1B}[27m');
	assert.equal(paint([span('a', 'borderFocused')]), '\u{1B}[1ma\u{1B}[22m');
});

test('none is the default colour of the terminal, with any style', () => {
	assert.equal(painted({base: 'default', good: 'none inverse'}, 'truecolor', 'good'), '\u{1B}[7mx\u{1B}[27m');
});

test('roles that are not listed have the style of the base theme', () => {
	const {good, warning, selected} = customTheme({base: 'light', critical: '#000000'});
	assert.deepEqual(
		{good, warning, selected},
		{
			good: themes.light.good,
			warning: themes.light.warning,
			selected: themes.light.selected,
		},
	);
});
