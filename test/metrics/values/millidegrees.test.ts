import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMillidegrees} from '../../../source/metrics/values/millidegrees.js';

for (const [text, celsius] of [
	['47000\n', 47],
	['48312', 48.312],
	['-5000', -5],
	['0', 0],
	// Kernels that write degrees.
	['47\n', 47],
	['1', 1],
	['150', 150],
	['500', 0.5],
	// What nothing has, and what is no number.
	['-650788984', undefined],
	['3911429000', undefined],
	['-273150', undefined],
	['255000', undefined],
	['99999999999999999999', undefined],
	['', undefined],
	['N/A', undefined],
	['47.5', undefined],
] as const) {
	test(`a sensor that holds "${text.trim()}" is at ${celsius ?? 'an unknown temperature'}`, () => {
		assert.equal(parseMillidegrees(text), celsius);
	});
}
