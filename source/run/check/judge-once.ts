import type {AlertLevel} from '../../alerts/alert.js';
import {firingMessage} from '../../alerts/engine/message.js';
import {type ObservedSeries, observe} from '../../alerts/engine/observe.js';
import {type AlertRule, levelOf, thresholdOf} from '../../alerts/rules/rule.js';
import type {Snapshot} from '../../metrics/snapshot.js';

/** One value by one rule, at one moment: whatever was before, however long. */
export type Finding = {
	readonly rule: AlertRule;
	readonly path: string;
	/** `undefined`: not known. */
	readonly value: number | undefined;
	readonly level: AlertLevel | undefined;
	/** Says what is wrong, or that it is not known. */
	readonly message: string | undefined;
};

/**
Judges every value that a rule means. What this machine does not have is no finding, unless a rule names it: that is then
not known.
*/
export function judgeOnce(rules: readonly AlertRule[], snapshot: Snapshot): readonly Finding[] {
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
		return {rule, path, value, level: undefined, message: `${path} is not known`};
	}

	const level = levelOf(rule, value);
	const message = level && firingMessage({rule, path, name, level, value}, thresholdOf(rule, level));
	return {rule, path, value, level, message};
}
