import {createRule, defaultCooldownMs} from './create-rule.js';
import {parseRule} from './parse-rule.js';
import type {AlertRule, AlertRuleOptions} from './rule.js';

/**
Returns alert rules with unique ids. A rule is an object, or a line of text in the syntax of `parseRule`:
`createRules(['memory.percentage>80,90', {metric: 'disks[/data].free', below: true, critical: '10GiB'}])`.

`cooldownMs` is the default cooldown of the rules: the minimum time, in milliseconds, between two notifications of one
alert at one level. Default 300000 (five minutes).

@throws an error that names the rule and the problem, such as an unknown metric or thresholds in the wrong order.
*/
export function createRules(
	all: readonly (AlertRuleOptions | string)[],
	cooldownMs: number = defaultCooldownMs,
): readonly AlertRule[] {
	const uses = new Map<string, number>();
	return all.map(one => {
		const rule = createRule(typeof one === 'string' ? parseRule(one) : one, cooldownMs);
		const count = (uses.get(rule.id) ?? 0) + 1;
		uses.set(rule.id, count);
		return count === 1 ? rule : {...rule, id: `${rule.id} #${count}`};
	});
}
