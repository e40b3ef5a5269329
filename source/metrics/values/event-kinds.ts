import type {EventKind} from '../model/events.js';
import type {Severity} from './severity.js';

type Facts = {
	/** Name in lists and messages. */
	readonly title: string;
	/** Severity if the source of the event says nothing else. */
	readonly severity: Severity;
	/** Description in documents, after "number of". */
	readonly plural: string;
};

/** All kinds of events, in the order of the documentation. */
export const eventKinds = {
	oom_kill: {title: 'OOM kill', severity: 'critical', plural: 'processes killed for lack of memory'},
	io_error: {title: 'I/O error', severity: 'critical', plural: 'I/O errors of disks'},
	filesystem_error: {title: 'file system error', severity: 'critical', plural: 'file system errors'},
	remounted_read_only: {title: 'read-only', severity: 'critical', plural: 'file systems that an error made read-only'},
	hung_task: {title: 'hung task', severity: 'warning', plural: 'tasks blocked for minutes'},
	lockup: {title: 'lockup', severity: 'critical', plural: 'CPU lockups and RCU stalls'},
	machine_check: {title: 'machine check', severity: 'critical', plural: 'hardware errors reported by the machine'},
	link_down: {title: 'link down', severity: 'warning', plural: 'network links that went down'},
	link_up: {title: 'link up', severity: 'note', plural: 'network links that came up'},
	cpu_throttled: {title: 'throttled', severity: 'warning', plural: 'times that heat throttled a CPU'},
	conntrack_full: {
		title: 'conntrack full',
		severity: 'critical',
		plural: 'times that the connection tracking table was full',
	},
	syn_flood: {title: 'SYN flood', severity: 'warning', plural: 'possible SYN floods'},
	fork_rejected: {
		title: 'fork rejected',
		severity: 'critical',
		plural: 'control groups that reached their limit of processes',
	},
	segfault: {title: 'crash', severity: 'warning', plural: 'crashes of programs'},
	unit_failed: {title: 'unit failed', severity: 'warning', plural: 'units of systemd that failed'},
	container_restarted: {title: 'restart', severity: 'warning', plural: 'restarts of containers and services'},
	reboot: {title: 'reboot', severity: 'note', plural: 'boots of the machine'},
	clock_step: {title: 'clock step', severity: 'note', plural: 'steps of the wall clock'},
	suspend: {title: 'suspend', severity: 'note', plural: 'suspensions of the machine'},
} as const satisfies Readonly<Record<EventKind, Facts>>;

// The keys of an object literal are known completely.
export const eventKindNames = Object.keys(eventKinds) as readonly EventKind[];

/** Returns a value for each kind. */
export function eventCounts<Value>(countOf: (kind: EventKind, index: number) => Value): {
	readonly [Kind in EventKind]: Value;
} {
	// The keys are those of the table.
	return Object.fromEntries(eventKindNames.map((kind, index) => [kind, countOf(kind, index)])) as {
		readonly [Kind in EventKind]: Value;
	};
}
