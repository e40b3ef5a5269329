/**
The state of a process: the letter in field 3 of `/proc/[pid]/stat`. Values of other platforms are mapped to these.
*/
export type ProcessState = 'R' | 'S' | 'D' | 'Z' | 'T' | 'I' | 'X' | '?';

/** A process. Source: `/proc/[pid]/stat` (proc_pid_stat(5)). */
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
	/** Resident memory. */
	readonly residentSetBytes: number;
	/**
	Processor usage since the previous pass over the processes; 100 is one fully used core. `undefined` in the first pass
	that includes the process, unless it started since the previous one, and after a gap.
	*/
	readonly cpuPercent: number | undefined;
	/** User and system time since its start. */
	readonly cpuTimeSeconds: number | undefined;
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
};
