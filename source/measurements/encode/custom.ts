import type {CustomValue} from '../../metrics/custom-collector.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

/** What collectors of one's own tell, as they tell it. `null` where there are none. */
export function customSection({custom}: Snapshot): Readonly<Record<string, CustomValue>> | null {
	return custom
		? Object.fromEntries(Object.entries(custom).map(([name, reading]) => [name, orNull(known(reading))]))
		: null;
}
