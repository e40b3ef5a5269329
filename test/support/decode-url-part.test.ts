import assert from 'node:assert/strict';
import {test} from 'node:test';
import {decodeUrlPart} from '../../source/support/decode-url-part.js';

for (const [part, meant] of [
	['p%40ss%2Fw', 'p@ss/w'],
	['100%', '100%'],
	['5%of%20ten%', '5%of ten%'],
	['%zz%4', '%zz%4'],
	['%25', '%'],
	['%ff', '%ff'],
	['', ''],
] as const) {
	test(`${part} is ${meant}`, () => {
		assert.equal(decodeUrlPart(part), meant);
	});
}
