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

/** Parses `/proc/vmstat`. It searches for the lines instead of splitting the file, which has about 200. */
export function parseVmstat(text: string): Vmstat {
	const lines = `\n${text}`;
	return {
		pswpin: counterIn(lines, 'pswpin'),
		pswpout: counterIn(lines, 'pswpout'),
		pgmajfault: counterIn(lines, 'pgmajfault'),
		pgscanDirect: sumOf(lines, 'pgscan_direct', zones),
		workingsetRefault: sumOf(lines, 'workingset_refault', ['', '_anon', '_file']),
		allocstall: sumOf(lines, 'allocstall', zones),
		oomKill: counterIn(lines, 'oom_kill'),
	};
}

/** All zones at once, or the zones of the memory (`include/linux/mmzone.h`). */
const zones: readonly string[] = ['', '_dma', '_dma32', '_normal', '_high', '_movable', '_device'];

/** Returns the value of a line. */
function counterIn(lines: string, name: string): number | undefined {
	const key = `\n${name} `;
	const start = lines.indexOf(key);
	if (start === -1) {
		return undefined;
	}

	const end = lines.indexOf('\n', start + key.length);
	// The last line of a file that was cut may lack digits.
	return end === -1 ? undefined : naturalNumber(lines.slice(start + key.length, end));
}

/** Returns the sum of the lines whose name is `name` with one of the endings. `undefined` when there is none. */
function sumOf(lines: string, name: string, endings: readonly string[]): number | undefined {
	// A kernel without any of them is searched once.
	if (!lines.includes(`\n${name}`)) {
		return undefined;
	}

	const values = endings.flatMap(ending => counterIn(lines, `${name}${ending}`) ?? []);
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}
