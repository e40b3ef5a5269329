import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {Finding} from '../diagnosis/finding.js';
import type {Snapshot} from '../metrics/snapshot.js';

/** The period of a record that aggregates several measurements. */
export type Span = {
	/** Length of the period up to the time of the sample, in seconds. Gaps are not counted. */
	readonly seconds: number;
	/** Number of aggregated measurements. */
	readonly samples: number;
	/** Minimum and maximum of each number that varied, by metric path. */
	readonly range: ReadonlyMap<string, readonly [lowest: number, highest: number]>;
};

/** The result of one tick: a snapshot with the alerts. */
export type Sample = {
	/** Number of the sample; counts from 1, without gaps. */
	readonly sequence: number;
	readonly snapshot: Snapshot;
	/** The firing alerts. */
	readonly alerts: readonly Alert[];
	/** The state changes of alerts in this tick. */
	readonly events: readonly AlertEvent[];
	/** Findings about the machine, the worst first. Empty when nothing is wrong. Absent before the first diagnosis, and in recordings of earlier versions. */
	readonly findings?: readonly Finding[];
	/** Present in a record of several ticks, whose values are means over the span. */
	readonly span?: Span;
};
