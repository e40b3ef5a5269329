import type {AlertLevel, AlertProcess} from '../alert.js';
import type {AlertRule} from '../rules/rule.js';

/** From the raising of an alert to its clearing. */
export type Episode = {
	readonly id: string;
	/** As it was at the latest judgement, so that the end can be told when the rule itself is gone. */
	readonly rule: AlertRule;
	readonly path: string;
	readonly name: string | undefined;
	readonly level: AlertLevel;
	readonly worstLevel: AlertLevel;
	/** Epoch milliseconds and the evaluation's own time at which the value first broke the threshold. */
	readonly sinceMs: number;
	readonly brokenAtMs: number;
	/** Epoch milliseconds and value of the latest judgement. */
	readonly timestampMs: number;
	readonly value: number;
	readonly range: {readonly min: number; readonly max: number; readonly sum: number; readonly count: number};
	/** The latest notification. `undefined` while nobody was told. */
	readonly told: {readonly level: AlertLevel; readonly atMs: number} | undefined;
	/** How long the value has not reached `level`. */
	readonly belowLevelMs: number;
	/** How long the value has been clear. */
	readonly clearMs: number;
	/** Raised again so often that it ends only after a whole cooldown without a fault. */
	readonly isFlapping: boolean;
	readonly isAcknowledged: boolean;
	readonly topProcesses: readonly AlertProcess[];
};

/** What is remembered of one place that one rule judges. Times are those of `AlertStates.nowMs`. */
export type SeriesState = {
	/** Judgements that had a value, counted no further than to `readingsToLearn`. */
	readonly readings: number;
	/** Judgements in a row without a value, counted no further than to `missesToNoData`. */
	readonly misses: number;
	/** Since when the place itself is not there, an unmounted disk. */
	readonly goneAtMs: number | undefined;
	/** The latest raises, oldest first, as many as flapping is judged by. */
	readonly raisedAtMs: readonly number[];
	/** How long the threshold has been broken, and since when, before the alert is raised. */
	readonly pending: {readonly heldMs: number; readonly sinceMs: number; readonly brokenAtMs: number} | undefined;
	readonly episode: Episode | undefined;
};
