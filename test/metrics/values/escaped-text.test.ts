import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import fc from 'fast-check';
import {textOf} from '../../../source/metrics/values/escaped-text.js';

for (const [hex, text] of [
	['', ''],
	['636173c3a9', 'casé'],
	['636173e9', 'cas\\xe9'],
	['e282ac20ff', '€ \\xff'],
	['f09f9880e9', '😀\\xe9'],
	// A surrogate, an overlong slash and a character that was cut are no UTF-8.
	['eda080', '\\xed\\xa0\\x80'],
	['c0af', '\\xc0\\xaf'],
	['e282', '\\xe2\\x82'],
] as const) {
	test(`the bytes ${hex || 'of nothing'} are "${text}"`, () => {
		assert.equal(textOf(Buffer.from(hex, 'hex')), text);
	});
}

test('different names stay different, and valid UTF-8 is unchanged', () => {
	const name = fc.uint8Array({max: 255, maxLength: 8}).filter(bytes => !bytes.includes(0x5c));
	fc.assert(
		fc.property(name, name, (left, right) => {
			assert.equal(textOf(Buffer.from(left)) === textOf(Buffer.from(right)), Buffer.compare(left, right) === 0);
		}),
	);
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), text => {
			const bytes = Buffer.from(text);
			assert.equal(textOf(bytes), bytes.toString('utf8'));
		}),
	);
});
