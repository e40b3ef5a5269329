import type {Sample} from './sample.js';
import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/**
Calls `onSample` with every sample from now on, once and in order: the store also changes for other reasons. Returns the
function that stops it. The first sample of a monitor has no rates and no shares of the processor: they need two readings.

What `onSample` throws goes to `onError`. Without one it becomes an uncaught exception, which ends the process; the other
followers still get the sample.
*/
export function followSamples(
	store: ReadonlyStore<MonitorState>,
	onSample: (sample: Sample) => void,
	onError?: (error: unknown) => void,
): () => void {
	let latest = store.getState().sample;
	return store.subscribe(() => {
		const {sample} = store.getState();
		if (!sample || sample === latest) {
			return;
		}

		latest = sample;
		try {
			onSample(sample);
		} catch (error) {
			if (!onError) {
				throw error;
			}

			onError(error);
		}
	});
}
