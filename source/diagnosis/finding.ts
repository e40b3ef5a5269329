import type {Severity} from '../metrics/values/severity.js';

export const resources = [
	'cpu',
	'memory',
	'disk space',
	'inodes',
	'disk io',
	'network',
	'tcp',
	'processes',
	'file descriptors',
	'container limit',
	'services',
	'kernel',
	'hardware',
] as const;

/** A part of the machine that a finding is about. */
export type Resource = (typeof resources)[number];

export const findingKinds = ['utilisation', 'saturation', 'error', 'limit', 'event'] as const;

/**
How a finding shows: the resource is used up, work waits for it, it reports errors, a limit is reached, or something
happened.
*/
export type FindingKind = (typeof findingKinds)[number];

/** A process or group that causes a finding, with its share. */
export type Culprit = {
	/** Process ID. `undefined` for a group, and for processes that are counted together. */
	readonly pid: number | undefined;
	/** Name of the process, or of the group. */
	readonly name: string;
	/** Owner of the process. `undefined` when unknown, and for a group. */
	readonly user: string | undefined;
	/** Path of the control group. `undefined` when unknown. */
	readonly groupPath: string | undefined;
	/** The share with its unit, for example `1.2 cores` or `40 MB/s`. */
	readonly share: string;
};

/** A number that supports a finding. */
export type Evidence = {
	/** What the number is, for example `tasks that waited for a CPU`. */
	readonly name: string;
	/** The number with its unit, and the window over which it was measured: `62% of the last 10s`. */
	readonly value: string;
};

/** A finding: what is wrong, since when, who causes it, and what to look at next. */
export type Finding = {
	/** Name of the condition, for example `cpu.saturated`. Alert rules use it. */
	readonly id: FindingId;
	readonly resource: Resource;
	readonly kind: FindingKind;
	readonly severity: Severity;
	/** Mount point, device, interface, group or core. `undefined` when the finding is about the whole machine. */
	readonly where: string | undefined;
	/** One sentence: what is wrong and who causes it. */
	readonly sentence: string;
	readonly evidence: readonly Evidence[];
	/** Epoch milliseconds at which the condition began to hold, as far as it was observed. */
	readonly sinceMs: number;
	/** The processes and groups that cause it, the largest share first. Empty when unknown or when none is responsible. */
	readonly culprits: readonly Culprit[];
	/** Commands or keys that show more. */
	readonly next: readonly string[];
};

/** The names of all conditions. Findings of the same severity are in this order: what is specific comes first. */
export const findingIds = [
	'hardware.fan',
	'hardware.temperature',
	'memory.corrupted',
	'raid.degraded',
	'disk.read_only',
	'disk.errors',
	'disk.full',
	'disk.inodes',
	'group.memory_limit',
	'memory.oom_kill',
	'group.throttled',
	'group.pids',
	'process.files',
	'kernel.files',
	'kernel.pids',
	'conntrack.full',
	'tcp.listen_overflow',
	'tcp.ports',
	'tcp.retransmits',
	'network.errors',
	'network.drops',
	'udp.receive_errors',
	'network.saturated',
	'process.zombies',
	'process.blocked',
	'memory.pressure',
	'memory.swapping',
	'memory.low',
	'disk.saturated',
	'cpu.fork_storm',
	'cpu.thermal',
	'cpu.steal',
	'cpu.interrupts',
	'cpu.saturated',
	'service.restarting',
	'service.failed',
	'disk.filling',
	'memory.growing',
	'kernel.event',
	'hardware.battery',
	'cpu.single_core',
	'cpu.busy',
] as const;

/** The name of a condition. */
export type FindingId = (typeof findingIds)[number];

/** Something that could not be measured, with the reason and how to get it. */
export type Unmeasured = {readonly what: string; readonly reason: string};

/** The state of one cell of the matrix of resources. `unknown`: it is not measured. */
export type CellState = 'ok' | Severity | 'unknown';

/** A cell of the matrix: a number in a few characters, and its state. */
export type Cell = {readonly text: string; readonly state: CellState};

/** A row of the matrix of resources: utilisation, saturation and errors. */
export type MatrixRow = {
	readonly resource: string;
	readonly utilisation: Cell;
	readonly saturation: Cell;
	readonly errors: Cell;
};
