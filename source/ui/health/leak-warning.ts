import type {MonitorState} from '../../core/state.js';
import {known} from '../../metrics/reading.js';

/** Returns the reason why the memory of mon-tui seems to leak; `undefined` when it does not. */
export function selectLeakWarning({sample}: MonitorState): string | undefined {
	return known(sample?.snapshot.readings.self)?.leakWarning;
}
