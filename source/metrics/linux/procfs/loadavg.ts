/** The first three columns of `/proc/loadavg`: runnable and uninterruptible tasks over 1, 5 and 15 minutes. */
export function parseLoadavg(text: string): {load1: number; load5: number; load15: number} {
	const columns = /^(\d+\.\d+) (\d+\.\d+) (\d+\.\d+) /.exec(text);
	if (columns === null) {
		throw new Error(`/proc/loadavg: expected three averages, found "${text.trim().slice(0, 40)}"`);
	}

	return {load1: Number(columns[1]), load5: Number(columns[2]), load15: Number(columns[3])};
}
