import {naturalNumber} from '../../values/whole-number.js';

/** The lines of `/proc/vmstat` that are used, since boot. Counters that the kernel does not have are `undefined`. */
export type Vmstat = {
	/** Pages read from swap. */
	readonly pswpin: number | undefined;
	/** Pages written to swap. */
	readonly pswpout: number | undefined;
	readonly pgmajfault: number | undefined;
	/** Pages examined by direct reclaim. One line per zone until Linux 4.7. */
	readonly pgscanDirect: number | undefined;
	/** Refaults of pages that were reclaimed. One line for anonymous and one for file pages since Linux 5.9. */
	readonly workingsetRefault: number | undefined;
	/** Allocations that waited for direct reclaim. One line per zone since Linux 4.10. */
	readonly allocstall: number | undefined;
	/** Processes killed by the OOM killer. Since Linux 4.13. */
	readonly oomKill: number | undefined;
};

/** The counters and their endings: the zones of the memory (`include/linux/mmzone.h`), and the types of pages. */
const counters =
	/\n(pswpin|pswpout|pgmajfault|pgscan_direct|workingset_refault|allocstall|oom_kill)(?:_(?:dma32|dma|normal|high|movable|device|anon|file))? (\d+)(?=\n)/g;

/** Parses `/proc/vmstat`. One expression for all counters is several times faster than splitting its 200 lines. */
export function parseVmstat(text: string): Vmstat {
	const sums = new Map<string, number>();
	for (const {1: name = '', 2: digits} of `\n${text}`.matchAll(counters)) {
		const value = naturalNumber(digits);
		if (value !== undefined) {
			sums.set(name, (sums.get(name) ?? 0) + value);
		}
	}

	return {
		pswpin: sums.get('pswpin'),
		pswpout: sums.get('pswpout'),
		pgmajfault: sums.get('pgmajfault'),
		pgscanDirect: sums.get('pgscan_direct'),
		workingsetRefault: sums.get('workingset_refault'),
		allocstall: sums.get('allocstall'),
		oomKill: sums.get('oom_kill'),
	};
}
