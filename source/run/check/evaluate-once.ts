import type {AlertLevel} from '../../alerts/alert.js';
import {firingMessage} from '../../alerts/engine/message.js';
import {observe} from '../../alerts/engine/observe.js';
import type {ObservedSeries} from '../../alerts/engine/observed-series.js';
import {absentRank, isFindingPath} from '../../alerts/rules/finding-path.js';
import {type AlertRule, levelOf, thresholdOf} from '../../alerts/rules/rule.js';
import type {Finding} from '../../diagnosis/finding.js';
import {isMeasured} from '../../diagnosis/measured.js';
import {isAnythingMeasured} from '../../diagnosis/unmeasured.js';
import type {Snapshot} from '../../metrics/snapshot.js';

/** The result of one rule for one value of a single snapshot. Durations of rules are ignored. */
export type RuleResult = {
	readonly rule: AlertRule;
	readonly path: string;
	/** `undefined`: the value is unknown. */
	readonly value: number | undefined;
	readonly level: AlertLevel | undefined;
	/** The alert message, or a message that the value is unknown. */
	readonly message: string | undefined;
};

/**
Evaluates every value that a rule matches. A metric that this machine does not have gives no result, unless a rule names an
instance of it: that value is then unknown. `findings` are those of the snapshot, as far as there is a diagnosis.
*/
export function evaluateOnce(
	rules: readonly AlertRule[],
	snapshot: Snapshot,
	findings?: readonly Finding[],
): readonly RuleResult[] {
	const {series} = observe(rules, snapshot, {findings});
	return rules
		.filter(({isEnabled}) => isEnabled)
		.flatMap(rule => {
			const found = series.get(rule.id)?.filter(({isCovered = false}) => !isCovered);
			const isMissing = found === undefined || (found.length === 0 && rule.metric.selector !== undefined);
			const all = isMissing
				? [{path: rule.metric.text, name: undefined, value: undefined}]
				: found.length === 0
					? absent(rule, snapshot)
					: found;
			return all.map(one => resultOf(rule, one));
		});
}

/** Returns the value of a rule whose finding is absent. */
function absent({metric}: AlertRule, snapshot: Snapshot): readonly ObservedSeries[] {
	if (!isFindingPath(metric)) {
		return [];
	}

	const isKnown =
		metric.finding === undefined ? isAnythingMeasured(snapshot) : isMeasured(snapshot, metric.finding, undefined);
	return [{path: metric.text, name: undefined, value: isKnown ? absentRank : undefined}];
}

function resultOf(rule: AlertRule, {path, name, value}: ObservedSeries): RuleResult {
	if (value === undefined) {
		return {rule, path, value, level: undefined, message: `${path} is unknown`};
	}

	const level = levelOf(rule, value);
	const message = level && firingMessage({rule, path, name, level, value}, thresholdOf(rule, level));
	return {rule, path, value, level, message};
}
