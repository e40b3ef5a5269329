import type {Severity} from '../values/severity.js';

/** What happened. */
export type EventKind =
	| 'oom_kill'
	| 'io_error'
	| 'filesystem_error'
	| 'remounted_read_only'
	| 'hung_task'
	| 'lockup'
	| 'machine_check'
	| 'link_down'
	| 'link_up'
	| 'cpu_throttled'
	| 'conntrack_full'
	| 'syn_flood'
	| 'fork_rejected'
	| 'segfault'
	| 'unit_failed'
	| 'container_restarted'
	| 'reboot'
	| 'clock_step'
	| 'suspend';

/**
Things that happened on the machine. Source: `/dev/kmsg`, which needs root, CAP_SYSLOG or `kernel.dmesg_restrict=0`, and
the counters of other metrics, which need no privilege. What both report is one event.
*/
export type Events = {
	/** The events of the last 30 minutes, oldest first, at most 50. */
	readonly list: readonly MachineEvent[];
	/** Whether the kernel log is read, or why not. */
	readonly kernelLog: KernelLogState;
	/** Number of events since mon-tui started, by kind. `undefined`: no readable source reports this kind. */
	readonly counts: EventCounts;
};

/** Whether the kernel log is read, or why not. */
export type KernelLogState = 'read' | {readonly reason: string};

/** A number of events for each kind. */
export type EventCounts = {readonly [Kind in EventKind]: number | undefined};

/** One event, or one that repeats: the same kind, subject and group within a minute of the previous time. */
export type MachineEvent = {
	/** Unique, and the same in all samples. */
	readonly id: string;
	/** First time, in epoch milliseconds. */
	readonly atMs: number;
	/** Latest time, in epoch milliseconds. */
	readonly lastAtMs: number;
	/** How many times it happened. */
	readonly count: number;
	readonly kind: EventKind;
	readonly severity: Severity;
	/** The process, device, mount, network interface, CPU or unit concerned. */
	readonly subject: string | undefined;
	/** The process concerned, at the latest time. */
	readonly pid: number | undefined;
	/** Path of the control group concerned, such as `/system.slice/nginx.service`. */
	readonly groupPath: string | undefined;
	/** One sentence in printable text: `OOM kill: mysqld (4711) in /docker/ab12`. */
	readonly text: string;
};
