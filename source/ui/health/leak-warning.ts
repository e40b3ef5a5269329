import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';

/** Why the monitor's own memory seems to leak. */
export function selectLeakWarning({sample}: MonitorState): string | undefined {
	return known(sample?.snapshot.readings.self)?.leakWarning;
}
