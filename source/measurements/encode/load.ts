import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

export function loadSection({readings}: Snapshot) {
	return orNull(known(readings.load));
}
