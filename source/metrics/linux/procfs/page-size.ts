/**
Returns the page size in bytes, from the size of an address space in kibibytes (`VmSize` of `/proc/[pid]/status`) and in
pages (the first field of `/proc/[pid]/statm`).

The page size is not always 4096: arm64 also has 16 and 64 KiB. The auxiliary vector contains it, but is not readable
for a process started with file capabilities. Mappings may change between the two readings, so the nearest power of two
is used.
*/
export function pageSizeBytes(status: string, statm: string): number {
	const kibibytes = Number(/^VmSize:\s+(\d+) kB$/m.exec(status)?.[1]);
	const pages = Number(/^(\d+) /.exec(statm)?.[1]);
	if (!(kibibytes > 0 && pages > 0)) {
		throw new Error('/proc/self: cannot determine the page size: no "VmSize" in status or no size in statm');
	}

	return 2 ** Math.round(Math.log2((kibibytes * 1024) / pages));
}
