/** A table of the kernel with a limit for the whole machine. */
export type KernelTable = {
	/** Number of entries in use. */
	readonly used: number;
	/** Maximum number of entries. `undefined` without a limit, and where it cannot be read. */
	readonly maximum: number | undefined;
	/** Used share of the maximum, 0–100. `undefined` without a limit. */
	readonly usedPercent: number | undefined;
};

/** The tables of the kernel, which all programs share. A table that the machine does not have is `undefined`. */
export type Kernel = {
	/**
	File handles (`/proc/sys/fs/file-nr`, proc_sys_fs(5)). When they are used up, programs cannot open files or sockets
	(`ENFILE`).
	*/
	readonly files: KernelTable | undefined;
	/**
	Processes and threads (`/proc/loadavg`), out of the lower of `kernel.pid_max` and `kernel.threads-max`. When they are
	used up, no program can start (`EAGAIN`).
	*/
	readonly threads: KernelTable | undefined;
	/**
	Connections that the firewall follows (`net.netfilter.nf_conntrack_count`), out of `nf_conntrack_max`. When they are
	used up, packets of new connections are dropped. `undefined` without connection tracking.
	*/
	readonly conntrack: KernelTable | undefined;
};
