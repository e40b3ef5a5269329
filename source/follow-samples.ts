import type {Sample} from './sample.js';
import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/**
Calls `onSample` with every sample from now on, once and in order: the store also changes for other reasons. Returns the
function that stops it.
*/
export function followSamples(store: ReadonlyStore<MonitorState>, onSample: (sample: Sample) => void): () => void {
	let latest = store.getState().sample;
	return store.subscribe(() => {
		const {sample} = store.getState();
		if (sample && sample !== latest) {
			latest = sample;
			onSample(sample);
		}
	});
}
