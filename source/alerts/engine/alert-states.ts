import type {SeriesState} from './episode.js';
import type {Silence} from './silence.js';

/** All that evaluating remembers from one snapshot to the next. A value. */
export type AlertStates = {
	/** Begins the ids that this run gives: no other run has it. */
	readonly run: string;
	/** Episodes and events so far. */
	readonly episodes: number;
	readonly events: number;
	/** Of the latest snapshot. */
	readonly monotonicMs: number | undefined;
	/** The evaluation's own time: adds up what passed between snapshots, and stands still when a recording is wound back. */
	readonly nowMs: number;
	/** By id of the rule, then by path. */
	readonly byRule: ReadonlyMap<string, ReadonlyMap<string, SeriesState>>;
	readonly silences: readonly Silence[];
};

/** Nothing known yet. `run` must be different each time the program starts. */
export function createAlertStates(run: string): AlertStates {
	return {run, episodes: 0, events: 0, monotonicMs: undefined, nowMs: 0, byRule: new Map(), silences: []};
}
