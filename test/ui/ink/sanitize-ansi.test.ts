import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import {anyText, simpleLine} from './texts.js';

type Sanitize = (text: string) => string;

describe('sanitize-ansi in the bundle', () => {
	let ours: Sanitize;
	let original: Sanitize;

	before(async () => {
		({ours, original} = await bundled<{ours: Sanitize; original: Sanitize}>(
			`export {default as ours} from './source/ui/ink/sanitize-ansi.ts';
			export {default as original} from 'original:./sanitize-ansi.js';`,
			[inkReplacements()],
		));
	});

	it('returns a panel unchanged', () => {
		const panel = '\u001B[90m│\u001B[39m CPU\t█░ 25 %\n\u001B[1;38;5;208m▲ 日本\u001B[0m';
		assert.equal(ours(panel), panel);
		assert.equal(original(panel), panel);
	});

	it('drops what Ink drops', () => {
		assert.equal(ours('a\u001B[2Jb\u0007c\u009B1md'), 'abc\u001B[1md');
	});

	it('agrees with the original on any text', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, simpleLine), text => assert.equal(ours(text), original(text))),
			{numRuns: 3000},
		);
	});
});
