import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	formatBytes,
	formatDuration,
	formatInterval,
	formatPercent,
	formatRate,
	formatShortBytes,
	formatShortRate,
} from '../../source/support/format.js';

const cases: readonly (readonly [(value: number) => string, number, string])[] = [
	[formatBytes, 0, '0 B'],
	[formatBytes, 999, '999 B'],
	[formatBytes, 1000, '1000 B'],
	[formatBytes, 1023 * 2 ** 20, '1023 MiB'],
	[formatBytes, 1023.6 * 2 ** 20, '1.00 GiB'],
	[formatShortBytes, 1000 * 2 ** 20, '1000M'],
	[formatBytes, 1024, '1.00 KiB'],
	[formatBytes, 16_777_216, '16.0 MiB'],
	[formatBytes, 16_710_545_408, '15.6 GiB'],
	[formatBytes, 193_273_528_320, '180 GiB'],
	[formatBytes, 2 ** 60 * 2000, '2000 EiB'],
	[formatRate, 0, '0 B/s'],
	[formatRate, 1_200_000, '1.20 MB/s'],
	[formatRate, 85_000, '85.0 kB/s'],
	[formatRate, 999_600, '1.00 MB/s'],
	[formatShortRate, 1_200_000, '1.20M'],
	[formatShortRate, 85_000, '85.0k'],
	[formatShortRate, 12, '12'],
	[formatShortBytes, 1_610_612_736, '1.50G'],
	[formatShortBytes, 512, '512B'],
	[formatPercent, 25.55, '25.6%'],
	[formatPercent, 100, '100.0%'],
	[formatDuration, 45, '45s'],
	[formatDuration, 148, '2m 28s'],
	[formatDuration, 15_129, '04:12:09'],
	[formatDuration, 274_320, '3d 04:12'],
	[formatDuration, -1, '0s'],
	[formatInterval, 500, '0.5s'],
	[formatInterval, 100, '0.1s'],
	[formatInterval, 30_000, '30s'],
	[formatInterval, 60_000, '1m'],
	[formatInterval, 90_000, '90s'],
	[formatInterval, 3_600_000, '1h'],
];

for (const [format, value, expected] of cases) {
	test(`${format.name}(${value}) is "${expected}"`, () => {
		assert.equal(format(value), expected);
	});
}

test('sizes and rates fit their columns', () => {
	for (let exponent = 0; exponent < 60; exponent += 0.13) {
		const value = 2 ** exponent;
		assert.ok(formatBytes(value).length <= 8, formatBytes(value));
		assert.ok(formatRate(value).length <= 9, formatRate(value));
		assert.ok(formatShortBytes(value).length <= 5, formatShortBytes(value));
		assert.ok(formatShortRate(value).length <= 5, formatShortRate(value));
	}
});
