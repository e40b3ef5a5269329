/**
The system-wide file table of the kernel. Source: `/proc/sys/fs/file-nr` (proc_sys_fs(5)). When it is full, programs
cannot open files or sockets (`ENFILE`).
*/
export type KernelFiles = {
	/** Number of allocated file handles, over all processes. */
	readonly allocated: number;
	/** Maximum number of file handles. `undefined` without a limit: the default of the kernel exceeds the memory. */
	readonly maximum: number | undefined;
	/** Used share of the maximum, 0–100. `undefined` without a limit. */
	readonly usedPercent: number | undefined;
};
