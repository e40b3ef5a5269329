import {createRule} from '../alerts/rules/create-rule.js';
import {createRules as createCheckedRules} from '../alerts/rules/create-rules.js';
import type {AlertRule, AlertRuleOptions} from '../alerts/rules/rule.js';
import {ruleSection} from '../config/options/alert-rule.js';
import {suggestion} from '../support/nearest.js';
import {parseDuration} from '../support/parse-duration.js';
import {anyText, checkArgument, checkOf, instance, listOf, milliseconds} from './options.js';

/**
A rule as the configuration has it, too: `for` and `cooldown` are seconds, or texts such as `5m`, and stand for `forMs` and
`cooldownMs`.
*/
export type RuleOptions = AlertRuleOptions & {
	readonly for?: number | string | undefined;
	readonly cooldown?: number | string | undefined;
};

/** Thresholds to change. What is left out stays. */
export type Thresholds = Pick<AlertRuleOptions, 'warning' | 'critical' | 'clear'>;

const {metric, warning, critical, below, clear, enabled, ...fields} = ruleSection.fields;
const checkRule = checkOf<RuleOptions>('createRules', {
	metric,
	warning,
	critical,
	below,
	clear,
	enabled,
	name: anyText,
	for: fields.for,
	cooldown: fields.cooldown,
	forMs: milliseconds(),
	cooldownMs: milliseconds(),
	handlers: listOf(anyText),
});

/**
Rules that a monitor can judge by, each with an id of its own. A rule is an object, with the keys of the configuration or with
those of the library, or a line of text as `parseRule` reads it:
`createRules(['memory.percentage>80,90', {metric: 'disks[/data].free', below: true, critical: '10GiB', for: '5m'}])`.

`cooldownMs` is that of rules without one of their own: the shortest time, in milliseconds, between two notifications of one
alert at one level; five minutes unless given.

@throws an error that names the rule and the fault: a metric that is not there, an unknown key, thresholds the wrong way round.
*/
export function createRules(all: readonly (RuleOptions | string)[], cooldownMs?: number): readonly AlertRule[] {
	checkArgument('createRules', 'rules', listOf(someRule), all);
	if (cooldownMs !== undefined) {
		checkArgument('createRules', 'cooldownMs', milliseconds(), cooldownMs);
	}

	return createCheckedRules(all.map(withMilliseconds), cooldownMs);
}

const someRule = instance(value => typeof value === 'string' || isObject(value), 'a rule: an object or a text');

/** What `createRules` makes. */
export const madeRule = instance(value => isObject(value) && isObject(value.metric), 'a rule that createRules made');

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

function withMilliseconds(rule: RuleOptions | string): AlertRuleOptions | string {
	if (typeof rule === 'string') {
		return rule;
	}

	checkRule(rule);
	const {for: forText, cooldown, ...options} = rule;
	for (const [key, other] of [
		['for', 'forMs'],
		['cooldown', 'cooldownMs'],
	] as const) {
		if (rule[key] !== undefined && rule[other] !== undefined) {
			throw new TypeError(`createRules: ${key} and ${other} exclude each other in the rule for ${rule.metric}`);
		}
	}

	return {
		...options,
		...(forText !== undefined && {forMs: durationOf(forText)}),
		...(cooldown !== undefined && {cooldownMs: durationOf(cooldown)}),
	};
}

/** It was checked. */
function durationOf(value: number | string): number | undefined {
	return typeof value === 'number' ? Math.round(value * 1000) : parseDuration(value);
}

const checkThresholds = checkOf<Thresholds>('changeThresholds', {warning, critical, clear});

/**
The same rules with other thresholds: `changeThresholds(rules, {'memory.percentage': {warning: 75}})`. A key is the metric
path of a rule, or its name. An alert that fires goes on by the new thresholds once `monitor.setRules` has them.

@throws an error for a key that no rule has, and for thresholds the wrong way round.
*/
export function changeThresholds(
	rules: readonly AlertRule[],
	changes: Readonly<Record<string, Thresholds>>,
): readonly AlertRule[] {
	checkArgument('changeThresholds', 'rules', listOf(madeRule), rules);
	const keys = rules.flatMap(({id, metric: {text}}) => [text, id]);
	for (const [key, thresholds] of Object.entries(changes)) {
		if (!keys.includes(key)) {
			throw new TypeError(
				`changeThresholds: there is no rule for "${key}"${suggestion(key, keys) || `; there are ${keys.join(', ')}`}`,
			);
		}

		checkThresholds(thresholds);
	}

	return rules.map(rule => {
		const change = changes[rule.metric.text] ?? changes[rule.id];
		return change === undefined ? rule : {...rule, ...thresholdsOf(rule, change)};
	});
}

function thresholdsOf(rule: AlertRule, change: Thresholds): Pick<AlertRule, 'warning' | 'critical' | 'clear'> {
	const before = {
		metric: rule.metric.text,
		below: rule.direction === 'below',
		warning: rule.warning,
		critical: rule.critical,
	};
	// A clear that followed from the thresholds follows from the new ones.
	const isUsual = createRule(before).clear === rule.clear;
	const {
		warning: nextWarning,
		critical: nextCritical,
		clear: nextClear,
	} = createRule({
		...before,
		...(!isUsual && {clear: rule.clear}),
		...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
	});
	return {warning: nextWarning, critical: nextCritical, clear: nextClear};
}
