import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {pageSizeBytes} from '../../../../source/metrics/linux/procfs/page-size.js';

const status = (kibibytes: number): string =>
	`Name:\tnode\nVmPeak:\t99999999 kB\nVmSize:\t${kibibytes} kB\nVmRSS:\t5 kB\n`;

describe('pageSizeBytes', () => {
	const rows: ReadonlyArray<readonly [row: string, kibibytes: number, statm: string, expected: number]> = [
		['4 KiB of most machines', 3060, '765 428 400 5 0 123 0\n', 4096],
		['16 KiB', 16_000, '1000 400 300 5 0 123 0\n', 16_384],
		['64 KiB of some arm64 kernels', 64_000, '1000 400 300 5 0 123 0\n', 65_536],
		['4 KiB although a mapping came in between', 700_000, '177000 400 300 5 0 123 0\n', 4096],
	];
	for (const [row, kibibytes, statm, expected] of rows) {
		it(`finds ${row}`, () => {
			assert.equal(pageSizeBytes(status(kibibytes), statm), expected);
		});
	}

	it('rejects files without the sizes', () => {
		assert.throws(() => pageSizeBytes('Name:\tkthreadd\n', '0 0 0 0 0 0 0\n'), /cannot determine the page size/);
		assert.throws(() => pageSizeBytes(status(3060), ''), /cannot determine the page size/);
	});
});
