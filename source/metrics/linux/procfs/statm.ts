import type {Buffer} from 'node:buffer';

/** The resident set in pages: the second number of `/proc/[pid]/statm` (proc_pid_statm(5)). `undefined` for any other text. */
export function parseStatm(bytes: Buffer): number | undefined {
	const pages = /^\d+ (\d+) /.exec(bytes.toString('latin1', 0, 64))?.[1];
	return pages === undefined ? undefined : Number(pages);
}
