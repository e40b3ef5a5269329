/** Maximum load: the maximum number of threads (`PID_MAX_LIMIT`). */
const highestLoad = 2 ** 22;

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
