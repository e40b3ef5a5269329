import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {printable} from '../../../source/ui/drawing/printable.js';
import {cells} from '../../../source/ui/drawing/text.js';
import {createEmulator} from '../../helpers/emulator.js';

const printableCases: readonly (readonly [string, string, string])[] = [
	['a plain name', 'sshd', 'sshd'],
	['an escape sequence', '\u{1B}[2Jgone', '␛[2Jgone'],
	['a line break and a tab', 'a\nb\tc', 'a␊b␉c'],
	['DEL and C1 controls', '\u{7F}\u{9B}31m', '␡·31m'],
	['a change of direction', 'a\u{202E}exe.txt', 'a·exe.txt'],
	['a zero-width joiner', '👨\u{200D}👩', '👨·👩'],
	['a variation selector', '⚠\u{FE0F}', '⚠·'],
	['an unpaired surrogate', 'x\u{D83D}y', 'x·y'],
	['a shade of skin', '👍\u{1F3FD}', '👍·'],
	['a filler that shows nothing', 'a\u{3164}b\u{115F}', 'a·b·'],
	['a mark without a letter', '\u{301}abc', '·abc'],
	['a letter of several signs, counted differently', 'क्षि', 'क···'],
	['a picture of a recent Unicode', '🫨', '·'],
	['marks on a letter', 'e\u{301}\u{302}', 'e\u{301}\u{302}'],
	['letters of other scripts', 'søren 東京', 'søren 東京'],
];

for (const [name, text, expected] of printableCases) {
	test(`${name} is drawn as ${JSON.stringify(expected)}`, () => {
		assert.equal(printable(text), expected);
	});
}

test('any text from outside is safe to draw', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			assert.doesNotMatch(printable(text), /[\p{Cc}\p{Cf}\p{Cs}\u{2028}\u{2029}]/u);
		}),
	);
});

test('a terminal moves its cursor by exactly the computed cells of a name', async () => {
	const emulator = createEmulator(200, 1);
	const scrollPositions = [
		'e\u{301}',
		'🇩🇪',
		'👩\u{200D}👩',
		'1\u{FE0F}\u{20E3}',
		'क्षि',
		'กำ',
		'ខ្មែរ',
		'한',
		'\u{1112}\u{1161}\u{11AB}',
		'שָׁלוֹם',
		'ｱﾊﾞ',
		'東',
	];
	const name = fc.array(fc.oneof(fc.constantFrom(...scrollPositions), fc.string({maxLength: 3})), {maxLength: 12});
	await fc.assert(
		fc.asyncProperty(name, async parts => {
			const text = printable(parts.join(''));
			await new Promise<void>(resolve => emulator.write(`\r${text}`, resolve));
			assert.equal(emulator.buffer.active.cursorX, cells(text), JSON.stringify(text));
		}),
	);
	emulator.dispose();
});
