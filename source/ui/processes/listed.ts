import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';

/** The processes that are on the screen's list now, unordered. */
export function listedProcesses({sample}: MonitorState): readonly Process[] {
	return known(sample?.snapshot.readings.processes)?.list ?? [];
}
