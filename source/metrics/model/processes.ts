/**
The state of a process: the letter in field 3 of `/proc/[pid]/stat`. Values of other platforms are mapped to these.
*/
export type ProcessState = 'R' | 'S' | 'D' | 'Z' | 'T' | 'I' | 'X' | '?';

/**
A process. Source: `/proc/[pid]/stat` (proc_pid_stat(5)) and, for the fields that name another file, that file. A file that
is read in turn is read in each pass for the processes that use most, and for the others every few passes; its rates are
over the time since it was last read.
*/
export type Process = {
	readonly pid: number;
	readonly parentPid: number;
	/**
	Start time in epoch milliseconds. Together with `pid` it identifies the process. `undefined` for kernel processes of
	Windows.
	*/
	readonly startedAtMs: number | undefined;
	/**
	Name (`comm` of the kernel): at most 15 bytes, more for kernel workers. May contain any character, including control
	characters.
	*/
	readonly name: string;
	/**
	Name of the owner, or the numeric id when `/etc/passwd` has no name for it. `undefined` without permission to read it.
	*/
	readonly user: string | undefined;
	readonly state: ProcessState;
	/** Number of threads. `undefined` where the platform does not report it. */
	readonly threads: number | undefined;
	/** Nice value. `undefined` where the platform does not report it. */
	readonly nice: number | undefined;
	/**
	Priority as in top: 20 + nice for ordinary processes, negative for real-time ones. `undefined` where the platform does
	not report it.
	*/
	readonly priority: number | undefined;
	/** Whether it is a thread of the kernel: flag `PF_KTHREAD`. Always `false` on other platforms. */
	readonly isKernelThread: boolean;
	/**
	Path of its control group in the hierarchy of systemd, otherwise in that of the memory controller:
	`/system.slice/nginx.service`. Source: `/proc/[pid]/cgroup`, read once and then in turn. `undefined` before it is read and
	on other platforms.
	*/
	readonly groupPath: string | undefined;
	/** Resident memory. */
	readonly residentSetBytes: number;
	/** Address space. 0 for kernel threads and zombies. `undefined` where the platform does not report it. */
	readonly virtualBytes: number | undefined;
	/**
	Resident pages of files and of shared memory. Source: `/proc/[pid]/statm`, read in turn. `undefined` before it is read.
	*/
	readonly sharedBytes: number | undefined;
	/** Memory that is swapped out. Source: `VmSwap` of `/proc/[pid]/status`, read in turn. `undefined` before it is read. */
	readonly swapBytes: number | undefined;
	/**
	Processor usage since the previous pass over the processes; 100 is one fully used core. `undefined` in the first pass
	that includes the process, unless it started since the previous one, and after a gap.
	*/
	readonly cpuPercent: number | undefined;
	/** User and system time since its start. */
	readonly cpuTimeSeconds: number | undefined;
	/**
	Processor usage of terminated children that it has reaped since the previous pass, like `cpuPercent`. What was already
	known as the usage of a child is left out.
	*/
	readonly childrenCpuPercent: number | undefined;
	/**
	Share of the time that it waited for a processor although it could run, 0–100, for its main thread. Source:
	`/proc/[pid]/schedstat`, read in turn. `undefined` where the kernel does not count it.
	*/
	readonly runDelayPercent: number | undefined;
	/** Page faults without I/O, per second since the previous pass. */
	readonly minorFaultsPerSecond: number | undefined;
	/** Page faults that read from a disk, per second since the previous pass. */
	readonly majorFaultsPerSecond: number | undefined;
	/**
	Bytes read from storage. Source: `read_bytes` of `/proc/[pid]/io`, read in turn. `undefined` without permission: the file
	of another user's process is readable only by root.
	*/
	readonly readBytesPerSecond: number | undefined;
	/** Bytes written to storage, like `readBytesPerSecond`. Source: `write_bytes`. */
	readonly writeBytesPerSecond: number | undefined;
	/**
	Number of open files. Source: `/proc/[pid]/fd`, read in turn, only for the processes that use most of something or were
	looked at. `undefined` for others and without permission.
	*/
	readonly openFiles: number | undefined;
	/** Maximum number of open files: the soft limit in `/proc/[pid]/limits`. `undefined` like `openFiles`. */
	readonly maxOpenFiles: number | undefined;
	/**
	Kernel function in which it waits. Source: `/proc/[pid]/wchan`, in state `D` only. `undefined` in other states and where
	the kernel hides it.
	*/
	readonly waitChannel: string | undefined;
};

/** A process that was in a list and terminated before the next pass. */
export type EndedProcess = {
	readonly pid: number;
	readonly parentPid: number;
	readonly name: string;
	readonly user: string | undefined;
	readonly groupPath: string | undefined;
	/** User and system time that it had used when it was last seen. */
	readonly cpuSeconds: number;
};

/**
Numbers of processes by state. Reading all processes is the most expensive measurement: while no client requests the
list, `list` is `undefined` and the states are counted only every ten seconds, or less often when there are many
processes.
*/
export type Processes = {
	/** Number of processes. */
	readonly total: number;
	readonly running: number | undefined;
	/** Processes in uninterruptible sleep, which usually wait for I/O. They are part of `sleeping`. */
	readonly blocked: number | undefined;
	/** Processes in interruptible or uninterruptible sleep, and idle kernel threads, as counted by top. */
	readonly sleeping: number | undefined;
	/** Processes stopped by a signal or a debugger. */
	readonly stopped: number | undefined;
	readonly zombie: number | undefined;
	/** Number of threads of all processes. */
	readonly threads: number | undefined;
	/**
	Processes that are counted in `total` only: their details are hidden from this user (`hidepid=1`, proc(5)) or
	malformed.
	*/
	readonly unreadable: number | undefined;
	/** All readable processes, unordered. `undefined` while no client requests the list. */
	readonly list: readonly Process[] | undefined;
	/**
	Processes of the previous list that have terminated since, those with the most processor time first, at most 50.
	`undefined` without a previous list.
	*/
	readonly ended: readonly EndedProcess[] | undefined;
};
