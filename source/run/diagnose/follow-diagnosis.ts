import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/** Calls `onResult` with the first sample after the machine was observed for `forMs`. Returns the function that stops it. */
export function followDiagnosis(
	store: ReadonlyStore<MonitorState>,
	forMs: number,
	onResult: (sample: Sample) => void,
): () => void {
	let firstMs: number | undefined;
	const stop = store.subscribe(() => {
		const {sample} = store.getState();
		if (!sample) {
			return;
		}

		firstMs ??= sample.snapshot.monotonicMs;
		if (sample.snapshot.monotonicMs - firstMs >= forMs) {
			stop();
			onResult(sample);
		}
	});
	return stop;
}
