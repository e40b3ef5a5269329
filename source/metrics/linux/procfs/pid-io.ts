/** Storage traffic of a process since its start, from `/proc/[pid]/io` (proc_pid_io(5)); page cache hits do not count. */
export type PidIo = {readonly readBytes: number; readonly writtenBytes: number};

export function parsePidIo(text: string): PidIo {
	const read = /^read_bytes: (\d+)$/m.exec(text)?.[1];
	const written = /^write_bytes: (\d+)$/m.exec(text)?.[1];
	if (read === undefined || written === undefined) {
		throw new Error('/proc/[pid]/io: no "read_bytes" or no "write_bytes" line');
	}

	return {readBytes: Number(read), writtenBytes: Number(written)};
}
