import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';

/** The time to observe a machine, unless `--for` is given. */
const defaultForMs = 10_000;

export type FollowDiagnosisOptions = {
	/** The time to observe the machine. @default 10 seconds */
	readonly forMs: number | undefined;
	/** Returns whether the latest findings are those of a machine that has been observed already. */
	isObserved(): boolean;
	onResult(sample: Sample): void;
};

/**
Calls `onResult` with the first sample after the machine was observed for `forMs`, or with the first one whose machine has
been observed already. Returns the function that stops it.
*/
export function followDiagnosis(
	store: ReadonlyStore<MonitorState>,
	{forMs = defaultForMs, isObserved, onResult}: FollowDiagnosisOptions,
): () => void {
	let firstMs: number | undefined;
	const stop = store.subscribe(() => {
		const {sample} = store.getState();
		if (!sample) {
			return;
		}

		firstMs ??= sample.snapshot.monotonicMs;
		if (isObserved() || sample.snapshot.monotonicMs - firstMs >= forMs) {
			stop();
			onResult(sample);
		}
	});
	return stop;
}
