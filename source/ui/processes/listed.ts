import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';

/** Returns the processes of the current sample, unsorted. */
export function listedProcesses({sample}: MonitorState): readonly Process[] {
	return known(sample?.snapshot.readings.processes)?.list ?? [];
}
