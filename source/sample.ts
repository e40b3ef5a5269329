import type {Alert, AlertEvent} from './alerts/alert.js';
import type {Snapshot} from './metrics/snapshot.js';

/** What one turn of the loop produced. */
export type Sample = {
	/** Counts from 1, without gaps. */
	readonly sequence: number;
	readonly snapshot: Snapshot;
	/** Firing now. */
	readonly alerts: readonly Alert[];
	/** Raised, escalated, eased, repeated, cleared in this turn. */
	readonly events: readonly AlertEvent[];
};
