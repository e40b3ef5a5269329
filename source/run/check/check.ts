import type {AlertRule} from '../../alerts/rules/rule.js';
import {noAnswers} from '../../diagnosis/answers.js';
import {diagnose} from '../../diagnosis/diagnose.js';
import {emptyMemory} from '../../diagnosis/memory.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {type CheckResult, checkResult} from './check-result.js';
import {evaluateOnce} from './evaluate-once.js';

/**
Evaluates a single snapshot. Returns the output of a monitoring plugin and its exit code. Findings that require several
snapshots are not found.
*/
export function check(rules: readonly AlertRule[], snapshot: Snapshot): CheckResult {
	const {findings} = diagnose(emptyMemory, [snapshot], snapshot, noAnswers);
	return checkResult(rules, evaluateOnce(rules, snapshot, findings));
}
