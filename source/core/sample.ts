import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {Snapshot} from '../metrics/snapshot.js';

/** The time that a record covers when it stands for several measurements. */
export type Span = {
	/** Up to the time of the sample. Time in which nothing was measured is left out. */
	readonly seconds: number;
	/** How many measurements it stands for. */
	readonly samples: number;
	/** The lowest and the highest value of every number that varied, by its metric path. */
	readonly range: ReadonlyMap<string, readonly [lowest: number, highest: number]>;
};

/** What one turn of the loop produced. */
export type Sample = {
	/** Counts from 1, without gaps. */
	readonly sequence: number;
	readonly snapshot: Snapshot;
	/** Firing now. */
	readonly alerts: readonly Alert[];
	/** Raised, escalated, deescalated, repeated, cleared in this turn. */
	readonly events: readonly AlertEvent[];
	/** In a record of several turns, whose shares, rates and levels are then means over that time. */
	readonly span?: Span;
};
