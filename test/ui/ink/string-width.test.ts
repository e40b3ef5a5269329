import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {simpleWidth} from '../../../source/ui/ink/simple-text.js';
import {bundled} from './bundled.js';
import {anyText, simpleLine} from './texts.js';

type Width = (text: string, options?: {ambiguousIsNarrow?: boolean; countAnsiEscapeCodes?: boolean}) => number;

const claimed = Array.from({length: 0x1_00_00}, (_, unit) => String.fromCharCode(unit)).filter(
	character => character !== '\u001B' && simpleWidth(character) !== undefined,
);

describe('string-width in the bundle', () => {
	let ours: Width;
	let original: Width;

	before(async () => {
		({ours, original} = await bundled<{ours: Width; original: Width}>(
			`export {default as ours} from './source/ui/ink/string-width.ts';
			export {default as original} from 'original:string-width';`,
			[inkReplacements()],
		));
	});

	it('counts one cell for every simple character, and the original agrees', () => {
		assert.ok(claimed.length > 1500);
		for (const character of claimed) {
			assert.equal(original(character), 1, `U+${character.charCodeAt(0).toString(16)}`);
			assert.equal(ours(character), 1);
		}
	});

	it('treats no character as simple that joins with its neighbours or is blank, except the space', () => {
		for (const character of claimed) {
			assert.doesNotMatch(character, /\p{Mark}|\p{Control}|\p{Surrogate}|\p{Default_Ignorable_Code_Point}/u);
			assert.ok(character === ' ' || character.trim() === character);
		}
	});

	it('agrees with the original on lines of simple characters and codes', () => {
		const line = fc
			.array(fc.oneof(fc.constantFrom(...claimed), simpleLine), {maxLength: 60})
			.map(parts => parts.join(''));
		fc.assert(
			fc.property(line, text => {
				assert.equal(simpleWidth(text), original(text));
				assert.equal(ours(text), original(text));
			}),
			{numRuns: 500},
		);
	});

	it('agrees with the original on any text', () => {
		fc.assert(
			fc.property(anyText, text => assert.equal(ours(text), original(text))),
			{numRuns: 2000},
		);
	});

	it('passes the options on', () => {
		assert.equal(
			ours('\u001B[1m·', {countAnsiEscapeCodes: true}),
			original('\u001B[1m·', {countAnsiEscapeCodes: true}),
		);
		assert.equal(ours('█', {ambiguousIsNarrow: false}), 2);
	});
});
