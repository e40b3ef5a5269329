import {known} from '../metrics/reading.js';
import type {Paging, Readings} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {byteRate, count, optional, rate} from './fields.js';
import {counter, type Family} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';

export const paging = section(
	'paging',
	record<Paging>()({
		swapInBytesPerSecond: optional(
			byteRate('swap_in_rate', 'data read from swap', {title: 'swap-in rate', inHistory: true}),
		),
		swapOutBytesPerSecond: optional(
			byteRate('swap_out_rate', 'data written to swap', {title: 'swap-out rate', inHistory: true}),
		),
		majorFaultsPerSecond: optional(
			rate('major_faults_rate', 'page faults that had to read from a disk', {title: 'major fault rate'}),
		),
		directScansPerSecond: optional(
			rate('direct_scans_rate', 'pages that programs examined for reclaim themselves', {title: 'direct scan rate'}),
		),
		refaultsPerSecond: optional(
			rate('refaults_rate', 'pages that were needed again soon after they were reclaimed', {title: 'refault rate'}),
		),
		allocationStallsPerSecond: optional(
			rate('allocation_stalls_rate', 'allocations of memory that had to wait', {title: 'allocation stall rate'}),
		),
		oomKills: optional(
			count('oom_kills', 'total processes killed for lack of memory', {
				title: 'OOM kills',
				prometheus: {name: 'vmstat_oom_kill', type: 'counter'},
			}),
		),
		counters: unsent(undefined),
	}),
	({readings}) => known(readings.paging),
	counters,
);

/** Returns the paging of a message, which contains no counters. */
export function pagingOf(view: Paging | undefined): Paging | undefined {
	if (!view) {
		return undefined;
	}

	const {counters: _, ...rates} = view;
	return rates;
}

/** Returns the counters by their names in node_exporter. */
function counters(readings: Readings): readonly Family[] {
	const {swapInPages, swapOutPages, majorFaults, directScans, refaults, allocationStalls} =
		known(readings.paging)?.counters ?? {};
	return [
		counter('vmstat_pswpin', 'Total pages read from swap.', swapInPages),
		counter('vmstat_pswpout', 'Total pages written to swap.', swapOutPages),
		counter('vmstat_pgmajfault', 'Total page faults that had to read from a disk.', majorFaults),
		counter('vmstat_pgscan_direct', 'Total pages that programs examined for reclaim themselves.', directScans),
		counter('vmstat_workingset_refault', 'Total pages needed again soon after they were reclaimed.', refaults),
		counter('vmstat_allocstall', 'Total allocations of memory that had to wait.', allocationStalls),
	];
}
