import {naturalNumber} from '../../values/whole-number.js';

/** Maximum load: the maximum number of threads (`PID_MAX_LIMIT`). */
const highestLoad = 2 ** 22;

/** Returns the number of processes and threads: the second number of the fourth column, `3/154`. */
export function parseTaskCount(text: string): number {
	const count = naturalNumber(/^(?:\d+\.\d+ ){3}\d+\/(\d+) /.exec(text)?.[1]);
	if (count === undefined) {
		throw new Error(
			`/proc/loadavg: expected "running/total" in the fourth column, found "${text.trim().slice(0, 40)}"`,
		);
	}

	return count;
}

/** Parses the first three columns of `/proc/loadavg`: runnable and uninterruptible tasks over 1, 5 and 15 minutes. */
export function parseLoadavg(text: string): {load1: number; load5: number; load15: number} {
	const columns = /^(\d+\.\d+) (\d+\.\d+) (\d+\.\d+) /.exec(text);
	const [load1, load5, load15] = (columns ?? []).slice(1).map(Number);
	if (
		load1 === undefined ||
		load5 === undefined ||
		load15 === undefined ||
		Math.max(load1, load5, load15) > highestLoad
	) {
		throw new Error(`/proc/loadavg: expected three averages, found "${text.trim().slice(0, 40)}"`);
	}

	return {load1, load5, load15};
}
