import type {Sample} from './sample.js';
import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/**
Calls `onSample` with each new sample, once and in order. Returns the function that stops it. The first sample of a
monitor has no rates and no processor usage, because they need two readings.

Errors that `onSample` throws go to `onError`. Without `onError` they become uncaught exceptions, which end the process;
the other followers still get the sample.
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
