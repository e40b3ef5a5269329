import type {AlertRule} from '../../alerts/rules/rule.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {type CheckResult, checkResult} from './check-result.js';
import {judgeOnce} from './judge-once.js';

/** Judges a snapshot by itself, whatever was before: what a monitoring plugin prints, and its exit code. */
export function check(rules: readonly AlertRule[], snapshot: Snapshot): CheckResult {
	return checkResult(judgeOnce(rules, snapshot));
}
