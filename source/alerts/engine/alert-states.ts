import type {SeriesState} from './episode.js';
import type {Silence} from './silence.js';

/** The evaluation state that is carried from one snapshot to the next. An immutable value. */
export type AlertStates = {
	/** Prefix of the ids of this run; unique to the run. */
	readonly run: string;
	/** Numbers of episodes and events since the start. */
	readonly episodes: number;
	readonly events: number;
	/** Monotonic time of the latest snapshot. */
	readonly monotonicMs: number | undefined;
	/**
	Evaluation time in milliseconds: the sum of the times between snapshots. It does not advance when a recording is
	rewound.
	*/
	readonly nowMs: number;
	/** State of each series, by rule id and then by metric path. */
	readonly byRule: ReadonlyMap<string, ReadonlyMap<string, SeriesState>>;
	readonly silences: readonly Silence[];
};

/** Returns empty states. `run` must differ between starts of the program. */
export function createAlertStates(run: string): AlertStates {
	return {run, episodes: 0, events: 0, monotonicMs: undefined, nowMs: 0, byRule: new Map(), silences: []};
}
