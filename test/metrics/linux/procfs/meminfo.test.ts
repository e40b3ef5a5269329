import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Meminfo, parseMeminfo} from '../../../../source/metrics/linux/procfs/meminfo.js';

const absent = {
	availableBytes: undefined,
	buffersBytes: undefined,
	cachedBytes: undefined,
	reclaimableSlabBytes: undefined,
	sharedBytes: undefined,
	swapTotalBytes: undefined,
	swapFreeBytes: undefined,
	dirtyBytes: undefined,
	writebackBytes: undefined,
	slabBytes: undefined,
	anonymousBytes: undefined,
	committedBytes: undefined,
	commitLimitBytes: undefined,
	corruptedBytes: undefined,
	zswapBytes: undefined,
	hugePagesTotalBytes: undefined,
	hugePagesFreeBytes: undefined,
	hugetlbBytes: undefined,
};

const rows: ReadonlyArray<{title: string; text: string; expected: Meminfo}> = [
	{
		title: 'typical',
		text: [
			'MemTotal:       16000000 kB',
			'MemFree:         4000000 kB',
			'MemAvailable:    9000000 kB',
			'Buffers:          100000 kB',
			'Cached:          5000000 kB',
			'SwapCached:           11 kB',
			'Active(file):    2000000 kB',
			'SwapTotal:       2000000 kB',
			'SwapFree:        1500000 kB',
			'Shmem:            300000 kB',
			'SReclaimable:     200000 kB',
			'Zswap:              1000 kB',
			'Zswapped:           3000 kB',
			'Dirty:               400 kB',
			'Writeback:             8 kB',
			'AnonPages:       6000000 kB',
			'Slab:             300000 kB',
			'CommitLimit:    10000000 kB',
			'Committed_AS:   20000000 kB',
			'HardwareCorrupted:     4 kB',
			'HugePages_Total:       7',
			'HugePages_Free:        2',
			'HugePages_Rsvd:        0',
			'Hugepagesize:       2048 kB',
			'Hugetlb:           14336 kB',
			'',
		].join('\n'),
		expected: {
			totalBytes: 16_384_000_000,
			freeBytes: 4_096_000_000,
			availableBytes: 9_216_000_000,
			buffersBytes: 102_400_000,
			cachedBytes: 5_120_000_000,
			reclaimableSlabBytes: 204_800_000,
			sharedBytes: 307_200_000,
			swapTotalBytes: 2_048_000_000,
			swapFreeBytes: 1_536_000_000,
			dirtyBytes: 409_600,
			writebackBytes: 8192,
			slabBytes: 307_200_000,
			anonymousBytes: 6_144_000_000,
			committedBytes: 20_480_000_000,
			commitLimitBytes: 10_240_000_000,
			corruptedBytes: 4096,
			zswapBytes: 1_024_000,
			hugePagesTotalBytes: 7 * 2 ** 21,
			hugePagesFreeBytes: 2 * 2 ** 21,
			hugetlbBytes: 7 * 2 ** 21,
		},
	},
	{
		title: 'a sandbox that writes two lines',
		text: 'MemTotal: 1000 kB\nMemFree: 600 kB\n',
		expected: {...absent, totalBytes: 1_024_000, freeBytes: 614_400},
	},
	{
		title: 'cut in a number: the line does not count',
		text: 'MemTotal: 1000 kB\nMemFree: 600 kB\nMemAvailable:    90',
		expected: {...absent, totalBytes: 1_024_000, freeBytes: 614_400},
	},
	{
		title: 'cut in a count, which has no unit',
		text: 'MemTotal: 5 kB\nHugepagesize: 2048 kB\nHugePages_Free: 3\nHugePages_Total: 1',
		expected: {...absent, totalBytes: 5120, freeBytes: undefined, hugePagesFreeBytes: 3 * 2 ** 21},
	},
	{
		title: 'numbers so long that no space is left, and one that cannot be',
		text: 'MemTotal:17179869184 kB\nMemFree:17179869183 kB\nSwapTotal: 5 kB\nSwapFree:18014398503714728 kB\n',
		expected: {
			...absent,
			totalBytes: 17_592_186_044_416,
			freeBytes: 17_592_186_043_392,
			swapTotalBytes: 5120,
		},
	},
	{
		title: 'a total alone',
		text: 'MemTotal: 5 kB\n',
		expected: {...absent, totalBytes: 5120, freeBytes: undefined},
	},
];

for (const {title, text, expected} of rows) {
	test(`meminfo: ${title}`, () => {
		assert.deepEqual(parseMeminfo(text), expected);
	});
}

test('meminfo without a total is rejected', () => {
	assert.throws(() => parseMeminfo(''), /\/proc\/meminfo: no "MemTotal" line/);
});
