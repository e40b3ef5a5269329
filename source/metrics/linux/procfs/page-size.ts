/**
The page size in bytes, from the size of one address space told in kibibytes (`VmSize` of `/proc/[pid]/status`) and in
pages (the first field of `/proc/[pid]/statm`).

4096 is not universal: arm64 knows 16 and 64 KiB as well. The auxiliary vector would say it outright, but is closed to a
process that was started with file capabilities. Mappings may come and go between the two readings; page sizes are powers
of two, so that the nearest one is the right one.
*/
export function pageSizeBytes(status: string, statm: string): number {
	const kibibytes = Number(/^VmSize:\s+(\d+) kB$/m.exec(status)?.[1]);
	const pages = Number(/^(\d+) /.exec(statm)?.[1]);
	if (!(kibibytes > 0 && pages > 0)) {
		throw new Error('/proc/self: no "VmSize" in status or no size in statm, so no page size');
	}

	return 2 ** Math.round(Math.log2((kibibytes * 1024) / pages));
}
