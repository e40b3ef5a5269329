import type {Unit} from '../measurements/unit.js';

export const alertLevels = ['WARNING', 'CRITICAL'] as const;

/** How bad it is. */
export type AlertLevel = (typeof alertLevels)[number];

/** A rule that is broken now, or, in a `cleared` event, was. */
export type Alert = {
	/** Of the episode: the same from raising to clearing, and no other episode has it, not even after a restart. */
	readonly id: string;
	/** Of the rule that is broken. */
	readonly ruleId: string;
	/** Epoch milliseconds of the latest judgement: while there is no value, of the last that there was. */
	readonly timestampMs: number;
	/** Epoch milliseconds at which the value first broke the threshold, before any `for` was over. */
	readonly sinceMs: number;
	/** The time since then by the monotonic clock. The wall clock may have stepped in between. */
	readonly durationMs: number;
	/** `memory`, `disk`, `processor`, … */
	readonly component: string;
	/** The number judged, as a place in the JSON message: `disks[/data].percentage`. */
	readonly metric: string;
	readonly unit: Unit;
	readonly value: number;
	/** Of the level. */
	readonly threshold: number;
	readonly level: AlertLevel;
	/** One line of printable text: names from outside are made safe. */
	readonly message: string;
	/** What the value was like since the episode was raised. */
	readonly range: {readonly min: number; readonly mean: number; readonly max: number};
	/** What cost most of the resource when the level last rose, costliest first. Empty where that is not known. */
	readonly topProcesses: readonly AlertProcess[];
	/** Somebody knows: nothing is repeated until the level rises. */
	readonly isAcknowledged: boolean;
	readonly isSilenced: boolean;
	/** `value` is the last there was; the metric has not been known for a while. */
	readonly isNoData: boolean;
	/** Names of the handlers that the rule asks for. Empty: all of them. */
	readonly handlers: readonly string[];
};

/** The name only: command lines carry secrets. */
export type AlertProcess = {
	readonly pid: number;
	readonly name: string;
	/** 100 = one core busy. */
	readonly cpuPercent: number | undefined;
	readonly residentSetBytes: number;
};

export const alertEventKinds = ['raised', 'escalated', 'deescalated', 'repeated', 'cleared'] as const;

/**
`deescalated` has not been CRITICAL for a whole cooldown, but is not over; `repeated` is said again after the cooldown; `cleared` is over.
*/
export type AlertEventKind = (typeof alertEventKinds)[number];

/** What changed in one turn. */
export type AlertEvent = {
	/** No other event has it, not even after a restart: who hears of it twice can tell. */
	readonly id: string;
	/** Counts from 1 since the start, without gaps. The order of all events, whatever the wall clock does. */
	readonly sequence: number;
	readonly kind: AlertEventKind;
	readonly alert: Alert;
	/** Recorded, not to be delivered. */
	readonly isSilenced: boolean;
};
