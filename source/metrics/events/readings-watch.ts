import type {EventKind} from '../model/events.js';
import type {Readings} from '../snapshot.js';
import type {Change, Report} from './watch.js';
import {watchDevices, watchReadOnly} from './watch-disks.js';
import {watchFailedUnits, watchGroups} from './watch-groups.js';
import {watchHardware} from './watch-hardware.js';
import {watchConntrack, watchOomKills} from './watch-kernel.js';
import {watchNetwork} from './watch-network.js';

/** Compares the readings of other metrics: their counters report events without a privilege. */
export type ReadingsWatch = {
	/** Returns what happened since the previous call. */
	changes(readings: Readings): readonly Change[];
	/** Returns whether any of the counters that report this kind has been read. */
	isReported(kind: EventKind): boolean;
};

/** Returns a watch. The first readings are those that later ones are compared with. */
export function readingsWatch(): ReadingsWatch {
	const reported = new Set<EventKind>();
	const watches = [
		watchOomKills(),
		watchConntrack(),
		watchDevices(),
		watchReadOnly(),
		watchNetwork(),
		watchHardware(),
		watchGroups(),
		watchFailedUnits(),
	];
	const report: Report = (value, ...kinds) => {
		if (value !== undefined) {
			for (const kind of kinds) {
				reported.add(kind);
			}
		}
	};

	return {
		changes: readings => watches.flatMap(watch => watch(readings, report)),
		isReported: kind => reported.has(kind),
	};
}
