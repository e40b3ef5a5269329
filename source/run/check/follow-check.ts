import {isFindingPath} from '../../alerts/rules/finding-path.js';
import type {AlertRule} from '../../alerts/rules/rule.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {type CheckResult, checkResult} from './check-result.js';
import {evaluateOnce} from './evaluate-once.js';

/** Maximum time to wait for slow metrics. Values that are missing then are reported as unknown. */
const maxWaitMs = 3000;
/** Number of samples to take before the first rates are used. Earlier rates cover the start of mon-tui itself. */
const samplesToFirstRate = 3;
/** Number of samples after which the diagnosis has the three rates that a finding of severity warning requires. */
const samplesToFirstWindow = 4;

/**
Evaluates the first sample that has all values that the rules need, and calls `onResult` once. Returns the function that
stops it.
*/
export function followCheck(
	store: ReadonlyStore<MonitorState>,
	rules: readonly AlertRule[],
	onResult: (result: CheckResult) => void,
): () => void {
	let firstMs: number | undefined;
	// Critical findings that require time require more than a check has.
	const needsWindow = rules.some(
		({metric, warning, isEnabled}) => isEnabled && isFindingPath(metric) && warning !== undefined,
	);
	const stop = store.subscribe(() => {
		const {sample} = store.getState();
		if (!sample) {
			return;
		}

		const {sequence, snapshot, findings} = sample;
		firstMs ??= snapshot.monotonicMs;
		const results = evaluateOnce(rules, snapshot, findings);
		const isKnown = results.every(({value}) => value !== undefined);
		// A value in the first sample is not a rate.
		const hasTime = needsWindow ? sequence >= samplesToFirstWindow : sequence === 1 || sequence >= samplesToFirstRate;
		const isReady = isKnown && hasTime;
		if (isReady || snapshot.monotonicMs - firstMs >= maxWaitMs) {
			stop();
			onResult(checkResult(rules, results));
		}
	});
	return stop;
}
