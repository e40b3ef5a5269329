import assert from 'node:assert/strict';
import {test} from 'node:test';
import {memoryCollector} from '../../../source/metrics/linux/memory.js';
import {parseMmStat} from '../../../source/metrics/linux/zram.js';
import {noMemoryDetails} from '../../../source/metrics/values/unmeasured.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

const kibibyte = 1024;
const meminfo = 'proc/meminfo';
const small = 'MemTotal: 1000 kB\nMemFree: 200 kB\nMemAvailable: 600 kB\n';

/** Returns what the memory contains, without its totals. */
async function detailsOf(machine: FixtureMachine) {
	using collector = memoryCollector(machine, 500);
	const memory = await collect(collector);
	const {
		totalBytes: _,
		availableBytes: __,
		usedBytes: ___,
		usedPercent: ____,
		cachedBytes,
		swap,
		...details
	} = memory ?? assert.fail();
	return details;
}

test('the parts of the memory in bytes; the page cache without shared memory', async () => {
	using machine = fixtureMachine({
		[meminfo]: `${small}Buffers: 50 kB\nCached: 300 kB\nShmem: 30 kB\nDirty: 7 kB\nWriteback: 1 kB\nAnonPages: 90 kB\nSlab: 40 kB\nSReclaimable: 20 kB\nCommitLimit: 500 kB\nCommitted_AS: 2000 kB\nHardwareCorrupted: 4 kB\nZswap: 3 kB\nHugePages_Total: 2\nHugePages_Free: 1\nHugepagesize: 64 kB\nHugetlb: 128 kB\n`,
	});
	assert.deepEqual(await detailsOf(machine), {
		freeBytes: 200 * kibibyte,
		buffersBytes: 50 * kibibyte,
		pageCacheBytes: 270 * kibibyte,
		dirtyBytes: 7 * kibibyte,
		writebackBytes: kibibyte,
		slabBytes: 40 * kibibyte,
		slabReclaimableBytes: 20 * kibibyte,
		sharedBytes: 30 * kibibyte,
		anonymousBytes: 90 * kibibyte,
		hugePagesTotalBytes: 128 * kibibyte,
		hugePagesFreeBytes: 64 * kibibyte,
		committedBytes: 2000 * kibibyte,
		commitLimitBytes: 500 * kibibyte,
		corruptedBytes: 4 * kibibyte,
		zswapBytes: 3 * kibibyte,
		zramBytes: undefined,
	});
});

test('parts that a kernel does not report, or that exceed the memory of a container, are unknown', async () => {
	using machine = fixtureMachine({[meminfo]: small});
	assert.deepEqual(await detailsOf(machine), {...noMemoryDetails, freeBytes: 200 * kibibyte});

	machine.write(meminfo, `${small}Slab: 40000 kB\nAnonPages: 1001 kB\nDirty: 1000 kB\n`);
	assert.deepEqual(await detailsOf(machine), {
		...noMemoryDetails,
		freeBytes: 200 * kibibyte,
		dirtyBytes: 1000 * kibibyte,
	});
});

test('huge pages of another size than the default count, and sysfs has the free ones', async () => {
	const pool = 'sys/kernel/mm/hugepages/hugepages';
	using machine = fixtureMachine({
		[meminfo]: `${small}HugePages_Total: 2\nHugePages_Free: 2\nHugepagesize: 64 kB\nHugetlb: 640 kB\n`,
		[`${pool}-64kB/free_hugepages`]: '2\n',
		[`${pool}-256kB/free_hugepages`]: '1\n',
	});
	const {hugePagesTotalBytes, hugePagesFreeBytes} = await detailsOf(machine);
	assert.deepEqual([hugePagesTotalBytes, hugePagesFreeBytes], [640 * kibibyte, 384 * kibibyte]);

	machine.remove(`${pool}-256kB/free_hugepages`);
	assert.equal((await detailsOf(machine)).hugePagesFreeBytes, undefined);
});

test('the memory of zram devices is summed, and devices come and go', async () => {
	const mmStat = (used: number): string => `  8388608   131072 ${used}        0   524288        3        0        0\n`;
	using machine = fixtureMachine({
		[meminfo]: small,
		'sys/block/zram0/mm_stat': mmStat(4096),
		'sys/block/zram1/mm_stat': mmStat(8192),
		'sys/block/zram2/disksize': '0\n',
		'sys/block/zramx/mm_stat': mmStat(1),
	});
	using collector = memoryCollector(machine, 500);
	const zramBytes = async () => (await collect(collector))?.zramBytes;
	assert.equal(await zramBytes(), 12_288);
	machine.write('sys/block/zram0/mm_stat', mmStat(5000));
	assert.equal(await zramBytes(), 13_192);

	machine.remove('sys/block/zram1');
	machine.write('sys/block/zram3/mm_stat', mmStat(100));
	machine.advance(10_000);
	assert.equal(await zramBytes(), 5100);
});

test('an invalid mm_stat of zram is no number', () => {
	for (const text of [undefined, '', '1 2', '1 2 x', '1 2 -3', '\n']) {
		assert.equal(parseMmStat(text), undefined);
	}
});
