import {createRule, defaultCooldownMs} from './create-rule.js';
import {parseRule} from './parse-rule.js';
import type {AlertRule, AlertRuleOptions} from './rule.js';

/**
Rules that a monitor can judge by, each with an id of its own. A rule is an object, or a line of text as `parseRule` reads it:
`createRules(['memory.percentage>80,90', {metric: 'disks[/data].free', below: true, critical: '10GiB'}])`.

`cooldownMs` is that of rules without one of their own: the shortest time, in milliseconds, between two notifications of one
alert at one level; five minutes unless given.

@throws an error that names the rule and the fault: a metric that is not there, thresholds the wrong way round.
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
