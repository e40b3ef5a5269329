import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';

const megabyte = 2 ** 20;
const script = path.join(import.meta.dirname, 'fill-young-generation.ts');

/** Returns the size of the space for new objects, in bytes, in a process that keeps much of what it creates for a while. */
function sizeBytes(...options: readonly object[]): number {
	const given = options.map(one => JSON.stringify(one));
	return Number(execFileSync(process.execPath, ['--import=tsx', script, ...given], {encoding: 'utf8'}));
}

test('the space for new objects does not grow during the start', () => {
	const bytes = sizeBytes({});
	assert.ok(bytes > 0 && bytes <= 4 * megabyte, `${bytes} bytes`);
});

test('the space for new objects grows afterwards, as far as it is allowed', () => {
	const bytes = sizeBytes({afterMs: 1, everyMs: 1});
	assert.ok(bytes > 4 * megabyte && bytes <= 8 * megabyte, `${bytes} bytes`);
});

test('without a bound, the space for new objects would grow further', () => {
	const bytes = sizeBytes();
	assert.ok(bytes > 8 * megabyte, `${bytes} bytes`);
});
