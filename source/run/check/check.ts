import type {AlertRule} from '../../alerts/rules/rule.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {type CheckResult, checkResult} from './check-result.js';
import {evaluateOnce} from './evaluate-once.js';

/** Evaluates a single snapshot. Returns the output of a monitoring plugin and its exit code. */
export function check(rules: readonly AlertRule[], snapshot: Snapshot): CheckResult {
	return checkResult(evaluateOnce(rules, snapshot));
}
