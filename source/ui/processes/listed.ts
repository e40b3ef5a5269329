import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';
import type {ListScope} from './process-list.js';
import type {ProcessService} from './service.js';

/** Returns the processes of the current sample, unsorted. */
export function listedProcesses({sample}: MonitorState): readonly Process[] {
	return known(sample?.snapshot.readings.processes)?.list ?? [];
}

/** Returns what the list of the current sample is filtered by and shows besides the sample. */
export function listScope({sample}: MonitorState, {commandLine, threads, scope}: ProcessService): ListScope {
	const nowMs = sample?.snapshot.timestampMs ?? 0;
	return {
		commandLine,
		scope,
		memoryBytes: known(sample?.snapshot.readings.memory)?.totalBytes,
		nowMs,
		threads: process => threads?.(process, nowMs),
	};
}
