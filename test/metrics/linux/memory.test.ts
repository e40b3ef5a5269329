import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {memoryCollector} from '../../../source/metrics/linux/memory.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const kibibyte = 1024;

function meminfo(kibibytes: Readonly<Record<string, number>>): string {
	return Object.entries(kibibytes)
		.map(([name, value]) => `${name}:   ${value} kB\n`)
		.join('');
}

const typical = {
	MemTotal: 1000,
	MemFree: 200,
	MemAvailable: 600,
	Buffers: 50,
	Cached: 300,
	Shmem: 30,
	SReclaimable: 20,
	SwapTotal: 400,
	SwapFree: 300,
};

const {MemAvailable: _, ...withoutAvailable} = typical;

const rows: ReadonlyArray<{title: string; kibibytes: Record<string, number>; available: number; usedPercent: number}> =
	[
		{title: 'typical', kibibytes: typical, available: 600, usedPercent: 40},
		{
			title: 'no estimate by the kernel: free memory and caches less shared memory',
			kibibytes: withoutAvailable,
			available: 540, // 200 + 50 + 300 + 20 - 30
			usedPercent: 46,
		},
		{
			title: 'an estimate of 0 where little is free: nothing is available',
			kibibytes: {...typical, MemAvailable: 0},
			available: 0,
			usedPercent: 100,
		},
		{
			title: 'an estimate of 0 beside much free memory is none, as in some containers',
			kibibytes: {...typical, MemFree: 300, MemAvailable: 0},
			available: 640,
			usedPercent: 36,
		},
		{
			title: "a container that lets the host's estimate through: only free memory is sure",
			kibibytes: {...typical, MemAvailable: 64_000},
			available: 200,
			usedPercent: 80,
		},
		{
			title: "a container that lets the host's caches through",
			kibibytes: {...withoutAvailable, Cached: 64_000},
			available: 200,
			usedPercent: 80,
		},
		{
			title: 'more shared memory than caches',
			kibibytes: {...withoutAvailable, MemFree: 10, Shmem: 900},
			available: 0,
			usedPercent: 100,
		},
		{
			title: 'even more free than there is',
			kibibytes: {...withoutAvailable, MemFree: 1200},
			available: 1000,
			usedPercent: 0,
		},
	];

for (const {title, kibibytes, available, usedPercent} of rows) {
	test(`memory: ${title}`, async () => {
		using machine = fixtureMachine({'proc/meminfo': meminfo(kibibytes)});
		using collector = memoryCollector(machine, 500);
		const memory = await collect(collector);
		assert.equal(memory?.totalBytes, 1000 * kibibyte);
		assert.equal(memory.availableBytes, available * kibibyte);
		assert.equal(memory.usedBytes, (1000 - available) * kibibyte);
		assert.equal(memory.usedPercent, usedPercent);
	});
}

test('cached memory is buff/cache of "free"', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo(typical)});
	using collector = memoryCollector(machine, 500);
	assert.equal((await collect(collector))?.cachedBytes, 370 * kibibyte);
	machine.write('proc/meminfo', meminfo({MemTotal: 1000, MemFree: 200}));
	assert.equal((await collect(collector))?.cachedBytes, undefined);
});

const swaps = [
	{title: 'partly used', kibibytes: {SwapTotal: 400, SwapFree: 300}, total: 400, used: 100, usedPercent: 25},
	{title: 'none', kibibytes: {SwapTotal: 0, SwapFree: 0}, total: 0, used: 0, usedPercent: undefined},
	{title: 'more free than total', kibibytes: {SwapTotal: 400, SwapFree: 500}, total: 400, used: 0, usedPercent: 0},
];

for (const {title, kibibytes, total, used, usedPercent} of swaps) {
	test(`swap: ${title}`, async () => {
		using machine = fixtureMachine({'proc/meminfo': meminfo({MemTotal: 1000, MemFree: 200, ...kibibytes})});
		using collector = memoryCollector(machine, 500);
		assert.deepEqual((await collect(collector))?.swap, {
			totalBytes: total * kibibyte,
			usedBytes: used * kibibyte,
			usedPercent,
		});
	});
}

test('missing and invalid swap is unknown', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo({MemTotal: 1000, MemFree: 200})});
	using collector = memoryCollector(machine, 500);
	assert.equal((await collect(collector))?.swap, undefined);
	assert.equal(collector.gaps?.(), undefined);
	machine.write('proc/meminfo', `${meminfo(typical)}SwapFree:18014398503714728 kB\n`.replace(/SwapFree: .*\n/, ''));
	const memory = await collect(collector);
	assert.equal(memory?.swap, undefined);
	assert.equal(memory?.usedPercent, 40);
	assert.match(collector.gaps?.()?.swap ?? '', /no "SwapFree" line/);
});

/** 300 KiB of cache, of which 100 stay. */
const arcstats = `name type data\nc_min 4 ${100 * kibibyte}\nsize 4 ${300 * kibibyte}\n`;
const arcPath = 'proc/spl/kstat/zfs/arcstats';

const arcs = [
	{title: 'what it gives back is available', files: {[arcPath]: arcstats}, available: 800},
	{
		title: 'below its minimum it gives nothing back',
		files: {[arcPath]: 'size 4 5\nc_min 4 4096\n'},
		available: 600,
	},
	{title: 'never more than all', files: {[arcPath]: 'size 4 900000000\nc_min 4 0\n'}, available: 1000},
	{title: "in a container it is the host's", files: {[arcPath]: arcstats, '.dockerenv': ''}, available: 600},
];

for (const {title, files, available} of arcs) {
	test(`the cache of ZFS: ${title}`, async () => {
		using machine = fixtureMachine({'proc/meminfo': meminfo(typical), ...files});
		using collector = memoryCollector(machine, 500);
		const memory = await collect(collector);
		assert.equal(memory?.availableBytes, available * kibibyte);
		assert.equal(memory.usedPercent, 100 - available / 10);
	});
}

test('memory that did not change is the same object, and so is swap beside changed memory', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo(typical)});
	using collector = memoryCollector(machine, 500);
	const memory = await collect(collector);
	assert.equal(await collect(collector), memory);
	machine.write('proc/meminfo', meminfo({...typical, MemAvailable: 500}));
	const changed = await collect(collector);
	assert.equal(changed?.usedPercent, 50);
	assert.equal(changed.swap, memory?.swap);
});

test('an unreadable ZFS cache affects only itself', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo(typical), [arcPath]: 'size 4 many\n'});
	using collector = memoryCollector(machine, 500);
	assert.equal((await collect(collector))?.usedPercent, 40);
	assert.match(collector.gaps?.()?.available ?? '', /arcstats: no "size" line/);
});

test('a total of 0 is a failure, not 100 % free', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo({...typical, MemTotal: 0})});
	using collector = memoryCollector(machine, 500);
	await assert.rejects(async () => collect(collector), /MemTotal is 0/);
});

test('caches larger than the memory are unknown, and cost nothing else', async () => {
	using machine = fixtureMachine({'proc/meminfo': meminfo({...typical, Cached: 9999})});
	using collector = memoryCollector(machine, 500);
	const memory = await collect(collector);
	assert.equal(memory?.cachedBytes, undefined);
	assert.equal(memory?.usedPercent, 40);
	assert.match(collector.gaps?.()?.cached ?? '', /bytes cached of/);
});

test('the memory is that of this machine', {skip: process.platform !== 'linux'}, async () => {
	const read = (name: string): number =>
		kibibyte * Number(new RegExp(`^${name}: *(\\d+)`, 'm').exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]);
	using collector = memoryCollector({root: '', monotonicMs: () => 0, nowMs: Date.now}, 500);
	const memory = await collect(collector);
	assert.equal(memory?.totalBytes, read('MemTotal'));
	const tolerance = 0.05 * memory.totalBytes;
	assert.ok(Math.abs(memory.availableBytes - read('MemAvailable')) < tolerance);
	assert.equal(memory.swap?.totalBytes, read('SwapTotal'));
});
