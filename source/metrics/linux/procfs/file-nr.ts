/** Maximum that counts as no limit: the kernel writes `LONG_MAX`, which exceeds the exact range of numbers. */
const noLimit = 2 ** 53;

/** Parses `/proc/sys/fs/file-nr`, whose columns are allocated, free (0 since Linux 2.6) and maximum. */
export function parseFileNr(text: string): {readonly allocated: number; readonly maximum: number | undefined} {
	const columns = /^(\d+)\s+\d+\s+(\d+)\s*$/.exec(text);
	const [allocated, maximum] = (columns ?? []).slice(1).map(Number);
	if (allocated === undefined || maximum === undefined || allocated >= noLimit) {
		throw new Error(`/proc/sys/fs/file-nr: expected three counts, found "${text.trim().slice(0, 40)}"`);
	}

	return {allocated, maximum: maximum >= noLimit ? undefined : maximum};
}
