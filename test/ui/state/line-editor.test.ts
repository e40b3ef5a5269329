import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {lineWidth} from '../../../source/ui/drawing/line.js';
import {drawInput} from '../../../source/ui/overlays/prompt.js';
import {type EditedLine, edited, lineOf, withEarlier, withPasted} from '../../../source/ui/state/line-editor.js';

/** Returns the text with a bar at the caret. */
function shown({text, caret}: EditedLine): string {
	return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

function press(text: string, ...keys: readonly string[]): string {
	return shown(keys.reduce((line, key) => edited(line, key), lineOf(text)));
}

const examples: readonly (readonly [text: string, keys: readonly string[], expected: string])[] = [
	['', ['a', 'space', 'b'], 'a b|'],
	['abc', ['left', 'left', 'X'], 'aX|bc'],
	['abc', ['home', 'right', 'backspace'], '|bc'],
	['abc', ['ctrl+a', 'delete'], '|bc'],
	['abc', ['ctrl+a', 'ctrl+e', 'd'], 'abcd|'],
	['user=root cpu>5', ['ctrl+w'], 'user=root |'],
	['user=root  ', ['ctrl+w'], '|'],
	['user=root cpu', ['alt+b', 'alt+b'], 'user=|root cpu'],
	['user=root cpu', ['ctrl+a', 'alt+f', 'alt+f'], 'user=root| cpu'],
	['user=root', ['alt+backspace'], 'user=|'],
	['user=root', ['ctrl+a', 'alt+d'], '|=root'],
	['one two', ['alt+b', 'ctrl+u'], '|two'],
	['one two', ['alt+b', 'ctrl+k'], 'one |'],
	['a東🏳️‍🌈b', ['left', 'left', 'backspace'], 'a|🏳️‍🌈b'],
	['a東🏳️‍🌈b', ['left', 'backspace'], 'a東|b'],
	['abc', ['f5', 'pageup', 'tab', 'ctrl+g'], 'abc|'],
];

for (const [text, keys, expected] of examples) {
	test(`"${text}" becomes "${expected}" after ${keys.join(' ')}`, () => {
		assert.equal(press(text, ...keys), expected);
	});
}

test('up and down recall earlier lines and return to the new one', () => {
	const earlier = ['cpu>5', 'user=root'];
	const recall = (line: EditedLine, key: string): EditedLine => edited(line, key, earlier);
	let line = recall(lineOf('ss'), 'up');
	assert.equal(shown(line), 'user=root|');
	line = recall(recall(line, 'up'), 'up');
	assert.equal(shown(line), 'cpu>5|');
	line = recall(recall(line, 'down'), 'down');
	assert.equal(shown(line), 'ss|');
	assert.equal(shown(recall(line, 'down')), 'ss|');
});

test('earlier lines are kept once, and the oldest are dropped', () => {
	assert.deepEqual(withEarlier(['a', 'b'], 'a'), ['b', 'a']);
	assert.deepEqual(withEarlier(['a'], ' '), ['a']);
	const many = Array.from({length: 100}, (_, index) => String(index)).reduce<readonly string[]>(withEarlier, []);
	assert.equal(many.length, 50);
	assert.equal(many.at(-1), '99');
});

test('pasted text is inserted at the caret: its first line, without control characters', () => {
	assert.equal(shown(withPasted({text: 'ab', caret: 1}, '\n 1\t2\u001B\nq\n')), 'a1 2|b');
	assert.equal(withPasted(lineOf(''), 'x'.repeat(1000)).text.length, 200);
});

test('whatever is typed, the caret is on the border of a character and visible in the drawn part', () => {
	const key = fc.oneof(
		fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl+w', 'alt+b', 'alt+f', 'ctrl+k'),
		fc.constantFrom('a', ' ', '東', 'é', '👍', '\u0301', '\u202E'),
	);
	fc.assert(
		fc.property(fc.array(key, {maxLength: 60}), fc.integer({min: 2, max: 30}), (keys, width) => {
			const line = keys.reduce<EditedLine>((now, one) => edited(now, one), lineOf(''));
			const drawn = drawInput(line, width);
			assert.ok(line.caret >= 0 && line.caret <= line.text.length);
			assert.ok(lineWidth(drawn) <= width, `${lineWidth(drawn)} > ${width}`);
			assert.equal(drawn.filter(({role}) => role === 'selected').length, 1);
		}),
	);
});
