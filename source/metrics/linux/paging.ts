import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Paging, PagingCounters} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {ratePerSecond} from '../values/rate.js';
import {kernelFile} from './kernel-file.js';
import {readPageSize} from './page-size.js';
import {parseVmstat, type Vmstat} from './procfs/vmstat.js';
import {readSupported} from './read-supported.js';

/** Returns a collector of the traffic between memory, swap and files. Source: `/proc/vmstat`. */
export function pagingCollector(machine: Machine, cadenceMs: number): Collector<'paging'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/vmstat`);
	let pageBytes: number | undefined;
	let previous: {readonly atMs: number; readonly counters: PagingCounters} | undefined;
	let paging: Paging | undefined;

	return {
		name: 'paging',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const atMs = machine.monotonicMs();
			const vmstat = parseVmstat(readSupported(file));
			const counters = countersOf(vmstat);
			pageBytes ??= readPageSize(machine.root);
			const seconds = elapsedSeconds(previous?.atMs, atMs, cadenceMs);
			const next = pagingBetween(previous?.counters, counters, seconds, pageBytes);
			previous = {atMs, counters};
			paging = reuseUnchanged(paging, {...next, oomKills: vmstat.oomKill, counters});
			return paging;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}

function countersOf(vmstat: Vmstat): PagingCounters {
	const counters: PagingCounters = {
		swapInPages: vmstat.pswpin,
		swapOutPages: vmstat.pswpout,
		majorFaults: vmstat.pgmajfault,
		directScans: vmstat.pgscanDirect,
		refaults: vmstat.workingsetRefault,
		allocationStalls: vmstat.allocstall,
	};
	if (Object.values({...counters, oomKill: vmstat.oomKill}).every(value => value === undefined)) {
		throw new UnavailableError('unsupported', '/proc/vmstat contains no counter of paging');
	}

	return counters;
}

function pagingBetween(
	before: PagingCounters | undefined,
	now: PagingCounters,
	seconds: number | undefined,
	pageBytes: number,
): Omit<Paging, 'oomKills' | 'counters'> {
	const rate = (name: keyof PagingCounters): number | undefined => ratePerSecond(before?.[name], now[name], seconds);
	const bytes = (name: keyof PagingCounters): number | undefined => {
		const pages = rate(name);
		return pages === undefined ? undefined : pages * pageBytes;
	};
	return {
		swapInBytesPerSecond: bytes('swapInPages'),
		swapOutBytesPerSecond: bytes('swapOutPages'),
		majorFaultsPerSecond: rate('majorFaults'),
		directScansPerSecond: rate('directScans'),
		refaultsPerSecond: rate('refaults'),
		allocationStallsPerSecond: rate('allocationStalls'),
	};
}
