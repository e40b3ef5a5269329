import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {cells, fit, fitRight, printable} from '../../../source/ui/drawing/text.js';

const printableCases: readonly (readonly [string, string, string])[] = [
	['a plain name', 'sshd', 'sshd'],
	['an escape sequence', '\u{1B}[2Jgone', '␛[2Jgone'],
	['a line break and a tab', 'a\nb\tc', 'a␊b␉c'],
	['DEL and C1 controls', '\u{7F}\u{9B}31m', '␡·31m'],
	['a change of direction', 'a\u{202E}exe.txt', 'a·exe.txt'],
	['a zero-width joiner', '👨\u{200D}👩', '👨·👩'],
	['a variation selector', '⚠\u{FE0F}', '⚠·'],
	['an unpaired surrogate', 'x\u{D83D}y', 'x·y'],
	['letters of other scripts', 'søren 東京', 'søren 東京'],
];

for (const [name, text, expected] of printableCases) {
	test(`${name} is drawn as ${JSON.stringify(expected)}`, () => {
		assert.equal(printable(text), expected);
	});
}

test('any text from outside is safe to draw and its width is what the terminal takes', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			assert.doesNotMatch(printable(text), /[\p{Cc}\p{Cf}\p{Cs}\u{2028}\u{2029}]/u);
		}),
	);
});

test('fit and fitRight take exactly the width they are given, whatever the text', () => {
	const name = fc.oneof(
		fc.string(),
		fc.string({unit: 'grapheme'}),
		fc.string({unit: fc.constantFrom('東', 'e\u{301}', 'a', '한')}),
	);
	fc.assert(
		fc.property(name, fc.integer({min: 0, max: 30}), (text, width) => {
			const shown = printable(text);
			assert.equal(stringWidth(fit(shown, width)), width);
			if (cells(shown) > width) {
				assert.equal(stringWidth(fitRight(shown, width)), width);
			}
		}),
	);
});

test('what is too long is cut with an ellipsis, never in the middle of a wide character', () => {
	assert.equal(fit('postgres', 5), 'post…');
	assert.equal(fit('東京都庁', 4), '東… ');
	assert.equal(fit('ab', 5), 'ab   ');
	assert.equal(fitRight('12.5%', 7), '  12.5%');
	assert.equal(fit('anything', 0), '');
});
