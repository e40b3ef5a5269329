import assert from 'node:assert/strict';
import test from 'node:test';
import {nearest} from '../../source/support/nearest.js';

const keys = ['interval', 'view', 'theme', 'color', 'gpu', 'gpu-backend', 'disks'];

const rows: ReadonlyArray<[name: string, word: string, expected: string | undefined]> = [
	['a letter too many', 'intervall', 'interval'],
	['a letter missing', 'gpu-bakend', 'gpu-backend'],
	['a wrong letter', 'thema', 'theme'],
	['neighbours swapped', 'veiw', 'view'],
	['British spelling', 'colour', 'color'],
	['capitals', 'GPU', 'gpu'],
	['camel case for dashes', 'gpuBackend', 'gpu-backend'],
	['singular', 'disk', 'disks'],
	['something else altogether', 'temperature', undefined],
	['nothing', '', undefined],
	['very long', 'x'.repeat(1_000_000), undefined],
];

for (const [name, word, expected] of rows) {
	test(`nearest key to a misspelling: ${name}`, () => {
		assert.equal(nearest(word, keys), expected);
	});
}

test('the nearest of several candidates is returned', () => {
	assert.equal(nearest('network', ['networks', 'net-work-s', 'netwrok', 'network']), 'network');
});
