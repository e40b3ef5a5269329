import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {memoryCollector} from '../../../source/metrics/darwin/memory.js';
import {parseSwapusage} from '../../../source/metrics/darwin/swapusage.js';
import {parseVmStat} from '../../../source/metrics/darwin/vm-stat.js';
import {noMemoryDetails} from '../../../source/metrics/values/unmeasured.js';
import {clockedMachine, signal} from '../by-hand.js';
import {recorded} from './recorded.js';

const kibibyte = 1024;
const mebibyte = 1024 * 1024;
const gibibyte = 1024 * 1024 * 1024;

const vmStat = (pageBytes: number, lines: Record<string, number | string>): string =>
	[
		`Mach Virtual Memory Statistics: (page size of ${pageBytes} bytes)`,
		...Object.entries(lines).map(([name, pages]) => `${`${name}:`.padEnd(32)}${String(pages).padStart(12)}.`),
		'',
	].join('\n');

const appleSilicon = vmStat(16_384, {
	'Pages free': 5023,
	'Pages active': 241_120,
	'Pages inactive': 239_551,
	'Pages speculative': 1021,
	'Pages throttled': 0,
	'Pages wired down': 131_072,
	'Pages purgeable': 8192,
	'"Translation faults"': 1_234_567_890,
	'Pages copy-on-write': 34_567,
	'File-backed pages': 65_536,
	'Anonymous pages': 204_800,
	'Pages stored in compressor': 500_000,
	'Pages occupied by compressor': 40_960,
	Swapins: 12,
});

const noSwap = 'total = 0.00M  used = 0.00M  free = 0.00M  (encrypted)\n';

describe('parseVmStat', () => {
	const rows = {
		'Apple Silicon, pages of 16 KiB': {
			text: appleSilicon,
			expected: {
				wiredBytes: 2048 * mebibyte,
				anonymousBytes: 3200 * mebibyte,
				purgeableBytes: 128 * mebibyte,
				compressedBytes: 640 * mebibyte,
				fileBackedBytes: 1024 * mebibyte,
			},
		},
		'Intel, pages of 4 KiB, nothing compressed': {
			text: vmStat(4096, {
				'Pages wired down': 1000,
				'Pages purgeable': 10,
				'File-backed pages': 300,
				'Anonymous pages': 200,
				'Pages occupied by compressor': 0,
			}),
			expected: {
				wiredBytes: 4000 * kibibyte,
				anonymousBytes: 800 * kibibyte,
				purgeableBytes: 40 * kibibyte,
				compressedBytes: 0,
				fileBackedBytes: 1200 * kibibyte,
			},
		},
	};

	for (const [name, {text, expected}] of Object.entries(rows)) {
		it(`reads ${name}`, () => assert.deepEqual(parseVmStat(text), expected));
	}

	const broken = {
		'empty output': {text: '', message: /vm_stat: no page size/},
		'a page size without lines': {text: vmStat(16_384, {}), message: /vm_stat: no "Pages wired down" line/},
		'output cut off in the middle': {
			text: appleSilicon.slice(0, appleSilicon.indexOf('Anonymous pages')),
			message: /vm_stat: no "Anonymous pages" line/,
		},
		'a counter that is no number': {
			text: appleSilicon.replace('131072', 'many'),
			message: /vm_stat: no "Pages wired down" line/,
		},
		'something else': {text: 'vm_stat: failed to get statistics', message: /vm_stat: no page size/},
	};

	for (const [name, {text, message}] of Object.entries(broken)) {
		it(`rejects ${name}`, () => assert.throws(() => parseVmStat(text), {message}));
	}
});

describe('parseSwapusage', () => {
	it('reads sizes in megabytes', () => {
		assert.deepEqual(parseSwapusage('total = 2048.00M  used = 512.50M  free = 1535.50M  (encrypted)\n'), {
			totalBytes: 2048 * mebibyte,
			usedBytes: 512.5 * mebibyte,
			usedPercent: (100 * 512.5) / 2048,
		});
	});

	it('has no percentage without swap', () => {
		assert.deepEqual(parseSwapusage(noSwap), {totalBytes: 0, usedBytes: 0, usedPercent: undefined});
	});

	for (const text of ['', 'total = 2048.00M', 'total = 2.00T  used = 1.00T', "unknown oid 'vm.swapusage'"]) {
		it(`rejects "${text}"`, () =>
			assert.throws(() => parseSwapusage(text), /sysctl vm\.swapusage: no "(?:total|used)"/));
	}
});

describe('memoryCollector of macOS', () => {
	it('counts application, wired and compressed memory as used', async () => {
		const collector = memoryCollector(
			clockedMachine(),
			2000,
			{vmStat: recorded(appleSilicon), swapusage: recorded(noSwap)},
			16 * gibibyte,
		);
		// 3200 - 128 + 2048 + 640 MiB; cached files are 1024 + 128 MiB.
		assert.deepEqual(await collector.collect(signal), {
			totalBytes: 16 * gibibyte,
			availableBytes: (16_384 - 5760) * mebibyte,
			usedBytes: 5760 * mebibyte,
			usedPercent: (100 * 5760) / 16_384,
			cachedBytes: 1152 * mebibyte,
			...noMemoryDetails,
			pageCacheBytes: 1024 * mebibyte,
			anonymousBytes: 3200 * mebibyte,
			swap: {totalBytes: 0, usedBytes: 0, usedPercent: undefined},
		});
	});

	it('does not exceed the total', async () => {
		const collector = memoryCollector(
			clockedMachine(),
			2000,
			{vmStat: recorded(appleSilicon), swapusage: recorded(noSwap)},
			4 * gibibyte,
		);
		const memory = await collector.collect(signal);
		assert.equal(memory?.usedPercent, 100);
		assert.equal(memory?.availableBytes, 0);
	});

	it('returns the same object while nothing changed', async () => {
		const collector = memoryCollector(
			clockedMachine(),
			2000,
			{vmStat: recorded(appleSilicon), swapusage: recorded(noSwap)},
			16 * gibibyte,
		);
		assert.equal(await collector.collect(signal), await collector.collect(signal));
	});
});
