import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pagingCollector} from '../../../source/metrics/linux/paging.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const file = 'proc/vmstat';
const intervalMs = 500;

/** 16 KiB pages, as on some arm64 machines. */
const pages = {'proc/self/status': 'VmSize:\t   16000 kB\n', 'proc/self/statm': '1000 10 1 1 0 1 0\n'};

function vmstat(counters: Readonly<Record<string, number>>): string {
	return Object.entries(counters)
		.map(([name, value]) => `${name} ${value}\n`)
		.join('');
}

const before = {
	workingset_refault_anon: 10,
	workingset_refault_file: 20,
	pswpin: 100,
	pswpout: 200,
	allocstall_normal: 1,
	pgmajfault: 50,
	pgscan_direct: 1000,
	oom_kill: 2,
};

test('rates per second, swap in bytes by the page size, and OOM kills since boot', async () => {
	using machine = fixtureMachine({...pages, [file]: vmstat(before)});
	using collector = pagingCollector(machine, intervalMs);
	assert.deepEqual(await collect(collector), {
		swapInBytesPerSecond: undefined,
		swapOutBytesPerSecond: undefined,
		majorFaultsPerSecond: undefined,
		directScansPerSecond: undefined,
		refaultsPerSecond: undefined,
		allocationStallsPerSecond: undefined,
		oomKills: 2,
		counters: {
			swapInPages: 100,
			swapOutPages: 200,
			majorFaults: 50,
			directScans: 1000,
			refaults: 30,
			allocationStalls: 1,
		},
	});

	const after = {
		workingset_refault_anon: 15,
		workingset_refault_file: 25,
		pswpin: 110,
		pswpout: 220,
		allocstall_normal: 3,
		pgmajfault: 55,
		pgscan_direct: 1500,
		oom_kill: 3,
	};
	machine.write(file, vmstat(after));
	machine.advance(intervalMs);
	const {counters: _, ...rates} = (await collect(collector)) ?? {};
	assert.deepEqual(rates, {
		swapInBytesPerSecond: 20 * 16_384,
		swapOutBytesPerSecond: 40 * 16_384,
		majorFaultsPerSecond: 10,
		directScansPerSecond: 1000,
		refaultsPerSecond: 20,
		allocationStallsPerSecond: 4,
		oomKills: 3,
	});
});

test('a quiet machine keeps the identity of its paging', async () => {
	using machine = fixtureMachine({...pages, [file]: vmstat(before)});
	using collector = pagingCollector(machine, intervalMs);
	await collect(collector);
	machine.advance(intervalMs);
	const paging = await collect(collector);
	assert.equal(paging?.swapOutBytesPerSecond, 0);
	machine.advance(intervalMs);
	assert.equal(await collect(collector), paging);
});

test('a suspend, and a counter that was reset, leave a gap', async () => {
	using machine = fixtureMachine({...pages, [file]: vmstat(before)});
	using collector = pagingCollector(machine, intervalMs);
	await collect(collector);
	machine.write(file, vmstat({...before, pswpin: 90_000}));
	machine.advance(3_600_000);
	assert.equal((await collect(collector))?.swapInBytesPerSecond, undefined);

	machine.write(file, vmstat({...before, pswpin: 5, pgmajfault: 60}));
	machine.advance(intervalMs);
	const paging = await collect(collector);
	assert.equal(paging?.swapInBytesPerSecond, undefined);
	assert.equal(paging?.majorFaultsPerSecond, 20);
});

test('a machine without the file or its counters does not support it', async () => {
	using missing = fixtureMachine(pages);
	using collector = pagingCollector(missing, intervalMs);
	await assert.rejects(async () => collect(collector), {name: 'UnavailableError', message: /no .*\/proc\/vmstat$/});

	using odd = fixtureMachine({...pages, [file]: 'nr_free_pages 5\n'});
	using other = pagingCollector(odd, intervalMs);
	await assert.rejects(async () => collect(other), {name: 'UnavailableError', message: /no counter of paging/});
});
