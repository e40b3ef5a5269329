import type {AlertRule} from '../../alerts/rules/rule.js';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {type CheckResult, checkResult} from './check-result.js';
import {judgeOnce} from './judge-once.js';

/** How long slow metrics are waited for; what is not known then is reported so. */
const maxWaitMs = 3000;
/** The first rates are taken while this program itself starts. */
const samplesToFirstRate = 3;

/**
Judges the first sample that has all that the rules need, and hands over the result, once. Returns the function that
stops it.
*/
export function followCheck(
	store: ReadonlyStore<MonitorState>,
	rules: readonly AlertRule[],
	onResult: (result: CheckResult) => void,
): () => void {
	let firstMs: number | undefined;
	const stop = store.subscribe(() => {
		const {sample} = store.getState();
		if (!sample) {
			return;
		}

		const {sequence, snapshot} = sample;
		firstMs ??= snapshot.monotonicMs;
		const findings = judgeOnce(rules, snapshot);
		const isKnown = findings.every(({value}) => value !== undefined);
		// What is known at once is no rate.
		const isReady = isKnown && (sequence === 1 || sequence >= samplesToFirstRate);
		if (isReady || snapshot.monotonicMs - firstMs >= maxWaitMs) {
			stop();
			onResult(checkResult(findings));
		}
	});
	return stop;
}
