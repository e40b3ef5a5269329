/** The storage I/O of a process since its start, without page cache hits. Source: `/proc/[pid]/io` (proc_pid_io(5)). */
export type PidIo = {readonly readBytes: number; readonly writtenBytes: number};

/** Parses `/proc/[pid]/io`. */
export function parsePidIo(text: string): PidIo {
	const [, read, written] = /^read_bytes: (\d+)\nwrite_bytes: (\d+)$/m.exec(text) ?? [];
	if (read === undefined || written === undefined) {
		throw new Error('/proc/[pid]/io: no "read_bytes" and "write_bytes" lines');
	}

	return {readBytes: Number(read), writtenBytes: Number(written)};
}

/** Returns the sum of two counters. */
export function addIo(left: PidIo, right: PidIo): PidIo {
	return {readBytes: left.readBytes + right.readBytes, writtenBytes: left.writtenBytes + right.writtenBytes};
}
