import type {EventKind} from '../model/events.js';
import type {Readings} from '../snapshot.js';
import type {Happening} from './message-form.js';
import type {SightingRank} from './sighting.js';

/** An event that two readings of a counter show. */
export type Change = {
	readonly happening: Happening;
	readonly rank: SightingRank;
	readonly times: number;
	/** Epoch milliseconds, if it was before the previous reading. */
	readonly atMs?: number | undefined;
};

/** Notes that a counter is known, and which kinds it reports. */
export type Report = (value: unknown, ...kinds: readonly EventKind[]) => void;

/** A function that compares the readings with those of its previous call. */
export type Watch = (readings: Readings, report: Report) => readonly Change[];

/** Returns a watch of one metric, which compares only when its value is another one. */
export function onChange<Value>(
	pick: (readings: Readings) => Value | undefined,
	compare: (value: Value, report: Report) => readonly Change[],
): Watch {
	let previous: Value | undefined;
	return (readings, report) => {
		const value = pick(readings);
		if (value === undefined || value === previous) {
			return [];
		}

		previous = value;
		return compare(value, report);
	};
}
