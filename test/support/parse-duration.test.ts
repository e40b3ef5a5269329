import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseDuration} from '../../source/support/parse-duration.js';

const rows: readonly (readonly [text: string, milliseconds: number | undefined])[] = [
	['500ms', 500],
	['0.5s', 500],
	['30s', 30_000],
	['5m', 300_000],
	['1h', 3_600_000],
	['1.5h', 5_400_000],
	['0s', 0],
	['30', undefined],
	['30 s', undefined],
	['-5s', undefined],
	['1d', undefined],
	['1h30m', undefined],
	['', undefined],
];

for (const [text, milliseconds] of rows) {
	test(`"${text}" is ${milliseconds === undefined ? 'no duration' : `${milliseconds} ms`}`, () => {
		assert.equal(parseDuration(text), milliseconds);
	});
}
