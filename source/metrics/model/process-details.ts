import type {ProcessState} from './processes.js';

/**
Details of one process that are read on demand. Each is `undefined` when it is not readable for this user. All of them are
cheap; those that are not have types and functions of their own.
*/
export type ProcessDetails = {
	/** Arguments separated by spaces. May contain control characters and secrets. */
	readonly commandLine: string | undefined;
	readonly workingDirectory: string | undefined;
	/** Path of the executable; ends with ` (deleted)` when it was replaced or removed. */
	readonly executable: string | undefined;
	/** Root directory; other than `/` after chroot(2) and in containers. */
	readonly rootDirectory: string | undefined;
	readonly uid: number | undefined;
	readonly threads: number | undefined;
	readonly openFiles: number | undefined;
	/** Maximum number of open files: the soft limit. */
	readonly maxOpenFiles: number | undefined;
	/** Bytes read from and written to storage since its start. */
	readonly readBytes: number | undefined;
	readonly writtenBytes: number | undefined;
	/** Path of its control group: the value of `Process.groupPath`. */
	readonly cgroup: string | undefined;
	/** Kernel function in which it waits, in any state. `undefined` while it runs and where the kernel hides it. */
	readonly waitChannel: string | undefined;
	/** Number of times that it gave up the processor to wait, and that it was preempted, since its start. */
	readonly voluntarySwitches: number | undefined;
	readonly involuntarySwitches: number | undefined;
	/** Score by which the kernel selects a victim when memory is exhausted, 0–2000; the highest is terminated first. */
	readonly oomScore: number | undefined;
};

/**
The memory of one process. Source: `/proc/[pid]/smaps_rollup`, since Linux 4.14. Reading it takes milliseconds per gigabyte
and holds a lock of the process, so it is read once per request.
*/
export type ProcessMemory = {
	readonly residentSetBytes: number;
	/** Proportional set size: each shared page counts by its share. The sum over all processes is the memory in use. */
	readonly proportionalBytes: number;
	/** Pages that only this process has: the memory that is free when it terminates. */
	readonly privateBytes: number;
	readonly sharedBytes: number;
	readonly anonymousBytes: number | undefined;
	readonly swapBytes: number | undefined;
};

/** A resource limit of a process. Source: `/proc/[pid]/limits`. */
export type ProcessLimit = {
	/** Name as the kernel writes it: `Max open files`. */
	readonly name: string;
	/** `undefined`: unlimited. */
	readonly soft: number | undefined;
	readonly hard: number | undefined;
	/** `bytes`, `files`, … Empty for a limit without a unit. */
	readonly unit: string;
};

/** A variable of the environment with which a process started. Source: `/proc/[pid]/environ`. */
export type EnvironmentVariable = {
	readonly name: string;
	/** `undefined` unless values were requested. Values often are secrets: they are never sent to a client. */
	readonly value: string | undefined;
};

/** The environment of a process. */
export type Environment = {
	readonly variables: readonly EnvironmentVariable[];
	/** Whether it is longer than what was read. */
	readonly isTruncated: boolean;
};

/** The protocol of a socket, named as its file in `/proc/[pid]/net`. */
export type SocketProtocol = 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix';

/** The addresses of a socket. Source: `/proc/[pid]/net/{tcp,tcp6,udp,udp6,unix}`. */
export type SocketAddresses = {
	readonly protocol: SocketProtocol;
	/** Address with port: `127.0.0.1:8080`, `[::1]:8080`; the path of a Unix socket. `undefined`: not bound. */
	readonly local: string | undefined;
	/** Address of the peer with port. `undefined`: not connected. */
	readonly remote: string | undefined;
	/** State of a TCP socket, in the words of `ss`: `ESTAB`, `LISTEN`, `TIME-WAIT`. `undefined` for other protocols. */
	readonly state: string | undefined;
};

/** An open file of a process. Source: `/proc/[pid]/fd`. */
export type OpenFile = {
	/** Number of the file descriptor. */
	readonly fd: number;
	readonly kind: 'file' | 'socket' | 'pipe' | 'other';
	/** What the kernel says that it is: a path, `socket:[1234]`, `pipe:[1234]`, `anon_inode:[eventpoll]`. */
	readonly target: string;
	/** Whether the file was deleted; its space is free only when it is closed. */
	readonly isDeleted: boolean;
	/** `undefined` for files that are not sockets, and for sockets of other kinds or beyond what was read. */
	readonly socket: SocketAddresses | undefined;
};

/** The open files of a process. */
export type OpenFiles = {
	/** Open files in the order of their descriptors, at most 1,000. */
	readonly list: readonly OpenFile[];
	/** Number of open files. */
	readonly total: number;
};

/** A thread of a process. Source: `/proc/[pid]/task/[tid]/stat`. */
export type ProcessThread = {
	readonly tid: number;
	readonly name: string;
	readonly state: ProcessState;
	/** Processor usage since the previous request; 100 is one fully used core. `undefined` in the first one. */
	readonly cpuPercent: number | undefined;
	readonly cpuTimeSeconds: number;
	readonly priority: number;
	readonly nice: number;
};

/** The threads of a process. */
export type ProcessThreads = {
	/** Those with the highest processor usage and then with the most processor time first, at most 1,000. */
	readonly list: readonly ProcessThread[];
	/** Number of threads. */
	readonly total: number;
};
