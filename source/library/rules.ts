import {createRule} from '../alerts/rules/create-rule.js';
import {createRules as createCheckedRules} from '../alerts/rules/create-rules.js';
import {isFindingPath} from '../alerts/rules/finding-path.js';
import type {AlertRule, AlertRuleOptions} from '../alerts/rules/rule.js';
import {ruleSection} from '../config/options/alert-rule.js';
import {suggestion} from '../support/nearest.js';
import {parseDuration} from '../support/parse-duration.js';
import {anyText, checkArgument, checkOf, instance, listOf, milliseconds} from './options.js';

/**
Options of a rule, with the keys of the configuration in addition: `for` and `cooldown` are seconds, or texts such as `5m`,
and replace `forMs` and `cooldownMs`.
*/
export type RuleOptions = AlertRuleOptions & {
	readonly for?: number | string | undefined;
	readonly cooldown?: number | string | undefined;
};

/** Thresholds to change. Missing ones keep their value. */
export type Thresholds = Pick<AlertRuleOptions, 'warning' | 'critical' | 'clear'>;

const {metric, severity, warning, critical, below, clear, enabled, ...fields} = ruleSection.fields;
const checkRule = checkOf<RuleOptions>('createRules', {
	metric,
	severity,
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
Creates rules for a monitor, each with a unique ID. A rule is an object with the keys of the configuration or of the
library, or a text in the syntax of `parseRule`: `createRules(['memory.percentage>80,90', {metric: 'disks[/data].free',
below: true, critical: '10GiB', for: '5m'}])`.

`cooldownMs` is the default for rules without `cooldownMs`: the minimum time, in milliseconds, between two notifications of
an alert at the same level. Default: 300000 (five minutes).

@throws an error that names the rule and the cause: an unknown metric, an unknown key, thresholds in the wrong order.
*/
export function createRules(all: readonly (RuleOptions | string)[], cooldownMs?: number): readonly AlertRule[] {
	checkArgument('createRules', 'rules', listOf(ruleOrText), all);
	if (cooldownMs !== undefined) {
		checkArgument('createRules', 'cooldownMs', milliseconds(), cooldownMs);
	}

	return createCheckedRules(all.map(withMilliseconds), cooldownMs);
}

const ruleOrText = instance(value => typeof value === 'string' || isObject(value), 'a rule (an object or a string)');

/** A check for a rule created by `createRules`. */
export const createdRule = instance(
	value => isObject(value) && isObject(value.metric),
	'a rule created by createRules',
);

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
			throw new TypeError(`createRules: ${key} and ${other} cannot be used together in the rule for ${rule.metric}`);
		}
	}

	return {
		...options,
		...(forText !== undefined && {forMs: durationOf(forText)}),
		...(cooldown !== undefined && {cooldownMs: durationOf(cooldown)}),
	};
}

/** Returns the duration in milliseconds. The value was validated before. */
function durationOf(value: number | string): number | undefined {
	return typeof value === 'number' ? Math.round(value * 1000) : parseDuration(value);
}

const checkThresholds = checkOf<Thresholds>('changeThresholds', {warning, critical, clear});

/**
Returns the rules with other thresholds: `changeThresholds(rules, {'memory.percentage': {warning: 75}})`. A key is the
metric path or the name of a rule. After `monitor.setRules`, firing alerts continue with the new thresholds.

@throws an error if no rule has the key, or if the thresholds are in the wrong order.
*/
export function changeThresholds(
	rules: readonly AlertRule[],
	changes: Readonly<Record<string, Thresholds>>,
): readonly AlertRule[] {
	checkArgument('changeThresholds', 'rules', listOf(createdRule), rules);
	const keys = rules.flatMap(({id, metric: {text}}) => [text, id]);
	for (const [key, thresholds] of Object.entries(changes)) {
		if (!keys.includes(key)) {
			throw new TypeError(
				`changeThresholds: there is no rule for "${key}"${suggestion(key, keys) || `; there are rules for ${keys.join(', ')}`}`,
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
	if (isFindingPath(rule.metric)) {
		throw new TypeError(
			`changeThresholds: the rule for ${rule.metric.text} has no thresholds: a finding has a severity`,
		);
	}

	const before = {
		metric: rule.metric.text,
		below: rule.direction === 'below',
		warning: rule.warning,
		critical: rule.critical,
	};
	// A default clear threshold is derived again from the new thresholds.
	const isDefault = createRule(before).clear === rule.clear;
	const {
		warning: nextWarning,
		critical: nextCritical,
		clear: nextClear,
	} = createRule({
		...before,
		...(!isDefault && {clear: rule.clear}),
		...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
	});
	return {warning: nextWarning, critical: nextCritical, clear: nextClear};
}
