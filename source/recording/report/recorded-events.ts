import type {Sample} from '../../core/sample.js';
import type {MachineEvent} from '../../metrics/model/events.js';
import {known} from '../../metrics/reading.js';

/** A collection of the events of a recording. */
export type RecordedEvents = {
	add(sample: Sample): void;
	/** Returns the events in order of their first time, each as it was last recorded. */
	events(): readonly MachineEvent[];
	/** Returns the number of events that were omitted. */
	leftOut(): number;
};

/** Returns an empty collection of at most `maximum` events. Every sample lists the events of the 30 minutes before it. */
export function recordedEvents(maximum: number): RecordedEvents {
	const byId = new Map<string, MachineEvent>();
	const leftOut = new Set<string>();
	let previous: readonly MachineEvent[] | undefined;

	return {
		add({snapshot}) {
			const list = known(snapshot.readings.events)?.list;
			if (!list || list === previous) {
				return;
			}

			previous = list;
			for (const event of list) {
				if (byId.has(event.id) || byId.size < maximum) {
					byId.set(event.id, event);
				} else if (leftOut.size < maxLeftOut) {
					leftOut.add(event.id);
				}
			}
		},
		events: () => [...byId.values()].sort((left, right) => left.atMs - right.atMs),
		leftOut: () => leftOut.size,
	};
}

/** The ids are small, but their number is limited too. */
const maxLeftOut = 100_000;
