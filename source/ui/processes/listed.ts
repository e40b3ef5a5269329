import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';
import type {FilterScope} from './filter.js';
import type {ProcessService} from './service.js';

/** Returns the processes of the current sample, unsorted. */
export function listedProcesses({sample}: MonitorState): readonly Process[] {
	return known(sample?.snapshot.readings.processes)?.list ?? [];
}

/** Returns what a filter of the processes of the current sample compares. */
export function filterScope({sample}: MonitorState, {commandLine}: ProcessService): FilterScope {
	return {
		commandLine,
		memoryBytes: known(sample?.snapshot.readings.memory)?.totalBytes,
		nowMs: sample?.snapshot.timestampMs ?? 0,
	};
}
