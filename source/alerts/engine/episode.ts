import type {AlertLevel, AlertProcess} from '../alert.js';
import type {AlertRule} from '../rules/rule.js';

/** The lifetime of an alert, from `raised` to `cleared`. */
export type Episode = {
	readonly id: string;
	/** The rule as of the latest evaluation. It is needed to report the end after the rule has been removed. */
	readonly rule: AlertRule;
	readonly path: string;
	readonly name: string | undefined;
	readonly level: AlertLevel;
	readonly worstLevel: AlertLevel;
	/** Epoch milliseconds and evaluation time at which the value first crossed the threshold. */
	readonly sinceMs: number;
	readonly brokenAtMs: number;
	/** Epoch milliseconds and value of the latest evaluation. */
	readonly timestampMs: number;
	readonly value: number;
	readonly range: {readonly min: number; readonly max: number; readonly sum: number; readonly count: number};
	/** The latest notification. `undefined` before the first one. */
	readonly notified: {readonly level: AlertLevel; readonly atMs: number} | undefined;
	/** Milliseconds for which the value has been below `level`. */
	readonly belowLevelMs: number;
	/** Milliseconds for which the value has been at or inside `clear`. */
	readonly clearMs: number;
	/** Whether the alert was raised so often that it is cleared only after a whole cooldown without a breach. */
	readonly isFlapping: boolean;
	readonly isAcknowledged: boolean;
	readonly topProcesses: readonly AlertProcess[];
};

/** The state of one series under one rule. Times are evaluation times, see `AlertStates.nowMs`. */
export type SeriesState = {
	/** Number of evaluations with a value, counted up to `minReadings`. */
	readonly readings: number;
	/** Number of consecutive evaluations without a value, counted up to `missesToNoData`. */
	readonly misses: number;
	/** Time since which the series itself is missing, for example because its disk is unmounted. */
	readonly goneAtMs: number | undefined;
	/** Times of the latest raises, oldest first, as many as flap detection needs. */
	readonly raisedAtMs: readonly number[];
	/** How long, and since when, the value has been past the threshold before the alert is raised. */
	readonly pending: {readonly heldMs: number; readonly sinceMs: number; readonly brokenAtMs: number} | undefined;
	readonly episode: Episode | undefined;
};
