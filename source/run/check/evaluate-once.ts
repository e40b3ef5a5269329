import type {AlertLevel} from '../../alerts/alert.js';
import {firingMessage} from '../../alerts/engine/message.js';
import {type ObservedSeries, observe} from '../../alerts/engine/observe.js';
import {type AlertRule, levelOf, thresholdOf} from '../../alerts/rules/rule.js';
import type {Snapshot} from '../../metrics/snapshot.js';

/** The result of one rule for one value of a single snapshot. Durations of rules are ignored. */
export type Finding = {
	readonly rule: AlertRule;
	readonly path: string;
	/** `undefined`: the value is unknown. */
	readonly value: number | undefined;
	readonly level: AlertLevel | undefined;
	/** The alert message, or a message that the value is unknown. */
	readonly message: string | undefined;
};

/**
Evaluates every value that a rule matches. A metric that this machine does not have gives no finding, unless a rule names an
instance of it: that value is then unknown.
*/
export function evaluateOnce(rules: readonly AlertRule[], snapshot: Snapshot): readonly Finding[] {
	const {series} = observe(rules, snapshot);
	return rules
		.filter(({isEnabled}) => isEnabled)
		.flatMap(rule => {
			const found = series.get(rule.id);
			const isMissing = found === undefined || (found.length === 0 && rule.metric.selector !== undefined);
			const all = isMissing ? [{path: rule.metric.text, name: undefined, value: undefined}] : found;
			return all.map(one => findingOf(rule, one));
		});
}

function findingOf(rule: AlertRule, {path, name, value}: ObservedSeries): Finding {
	if (value === undefined) {
		return {rule, path, value, level: undefined, message: `${path} is unknown`};
	}

	const level = levelOf(rule, value);
	const message = level && firingMessage({rule, path, name, level, value}, thresholdOf(rule, level));
	return {rule, path, value, level, message};
}
