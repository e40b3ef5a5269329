import type {Unit} from '../measurements/unit.js';

export const alertLevels = ['WARNING', 'CRITICAL'] as const;

/** The severity of an alert. */
export type AlertLevel = (typeof alertLevels)[number];

/** A firing alert or, in a `cleared` event, an alert that has ended. */
export type Alert = {
	/**
	Unique id of the episode: stays the same from `raised` to `cleared`, and is never reused, not even after a restart.
	*/
	readonly id: string;
	/** Id of the rule that raised the alert. */
	readonly ruleId: string;
	/** Time of the latest evaluation that had a value, in epoch milliseconds. */
	readonly timestampMs: number;
	/** Time at which the value first crossed the threshold, before the `for` duration, in epoch milliseconds. */
	readonly sinceMs: number;
	/**
	Milliseconds since the value first crossed the threshold, by the monotonic clock. Independent of wall-clock steps.
	*/
	readonly durationMs: number;
	/** Part of the machine: `memory`, `disk`, `processor`, … */
	readonly component: string;
	/** Path of the evaluated value, with its selector: `disks[/data].percentage`, or of a finding: `finding disk.full[/data]`. */
	readonly metric: string;
	readonly unit: Unit;
	/** The latest value; for a finding its severity: 1 note, 2 warning, 3 critical, and 0 when it is no longer found. */
	readonly value: number;
	/** Threshold of `level`. */
	readonly threshold: number;
	readonly level: AlertLevel;
	/** Description in one line of printable text. Control characters in names are removed. */
	readonly message: string;
	/** Minimum, mean and maximum of the value since the alert was raised. */
	readonly range: {readonly min: number; readonly mean: number; readonly max: number};
	/**
	Processes that used most of the resource when the level last rose, in descending order; for a finding, the processes that
	cause it. Empty when unknown.
	*/
	readonly topProcesses: readonly AlertProcess[];
	/** Whether a user has acknowledged the alert: no notification is repeated until the level rises. */
	readonly isAcknowledged: boolean;
	readonly isSilenced: boolean;
	/** Whether the metric has had no value for at least three evaluations. `value` is then the last known one. */
	readonly isNoData: boolean;
	/** Names of the handlers that deliver the alert. Empty means all handlers. */
	readonly handlers: readonly string[];
};

/** A process named in an alert. It has no command line, because command lines may contain secrets. */
export type AlertProcess = {
	readonly pid: number;
	readonly name: string;
	/** Processor usage in percent; 100 is one fully used core. */
	readonly cpuPercent: number | undefined;
	/** `undefined` when unknown, for example because the process has ended. */
	readonly residentSetBytes: number | undefined;
	/** The share of a process that causes a finding or disk I/O, such as `40 MB/s`. */
	readonly share?: string | undefined;
};

export const alertEventKinds = ['raised', 'escalated', 'deescalated', 'repeated', 'cleared'] as const;

/**
The kind of an alert event. `deescalated`: the alert is back at WARNING after a whole cooldown without CRITICAL;
`repeated`: the alert still fires after the cooldown; `cleared`: the alert has ended.
*/
export type AlertEventKind = (typeof alertEventKinds)[number];

/** Returns the kind of an event from a file. Files of earlier versions contain `eased` for `deescalated`. */
export function alertEventKindOf(value: unknown): AlertEventKind | undefined {
	return value === 'eased' ? 'deescalated' : alertEventKinds.find(kind => kind === value);
}

/** A state change of an alert. */
export type AlertEvent = {
	/** Unique id of the event, never reused, not even after a restart. Receivers can use it to discard duplicates. */
	readonly id: string;
	/** Position in the order of all events: counts from 1 since the start, without gaps. */
	readonly sequence: number;
	readonly kind: AlertEventKind;
	readonly alert: Alert;
	/** Whether the event is recorded only and not delivered. */
	readonly isSilenced: boolean;
};

/** Returns whether the level of the alert has risen. */
export function isRise({kind}: Pick<AlertEvent, 'kind'>): boolean {
	return kind === 'raised' || kind === 'escalated';
}
