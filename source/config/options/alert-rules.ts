import {defaultCooldownMs} from '../../alerts/rules/create-rule.js';
import {createRules} from '../../alerts/rules/create-rules.js';
import {defaultRules} from '../../alerts/rules/default-rules.js';
import type {AlertRule, AlertRuleOptions} from '../../alerts/rules/rule.js';
import {duration} from '../model/duration.js';
import {toggle} from '../model/field.js';
import {refusal} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {list} from '../model/list.js';
import {sectionSchema} from '../model/section.js';
import {readEach} from '../model/usage-error.js';
import {
	complete,
	maxSeconds,
	metricWithoutThresholdPattern,
	readRule,
	ruleSection,
	ruleText,
	ruleTextPattern,
	ruleToJson,
} from './alert-rule.js';

/** JSON Schema of a rule: a line, or an object with at least one threshold unless it is on an event or a finding. */
const ruleSchema = {
	type: ['string', 'object'],
	if: {type: 'string'},
	// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
	then: {pattern: ruleTextPattern},
	else: {
		...sectionSchema(ruleSection),
		anyOf: [
			{required: ['warning']},
			{required: ['critical']},
			{properties: {metric: {pattern: metricWithoutThresholdPattern}}},
		],
	},
};

/** The settings of alert evaluation, a part of the section `alerts`. */
export const alertEvaluation = {
	enabled: toggle({help: 'raise alerts', group: 'Alerts', default: true, flag: 'alerts'}),
	cooldown: duration({
		help: 'minimum time between two notifications of one alert at one level',
		group: 'Alerts',
		default: defaultCooldownMs / 1000,
		min: 1,
		max: maxSeconds,
		flag: 'cooldown',
	}),
	rules: leaf<readonly AlertRuleOptions[], '', readonly AlertRuleOptions[]>(
		{help: 'rules that raise alerts', default: defaultRules.map(complete)},
		{
			unit: '',
			allowed: 'a list of rules',
			defaultText: undefined,
			schema: {type: 'array', items: ruleSchema},
			read(value) {
				if (value.kind !== 'list') {
					throw refusal(value, 'a list of rules');
				}

				return readEach(value.items, readRule);
			},
			toJson: rules => rules.map(ruleToJson),
			// A rule may contain commas.
			separator: ';',
			fromText: texts =>
				texts
					.split(';')
					.map(one => one.trim())
					.filter(one => one !== ''),
		},
	),
};

/** The flag `--alert`: further rules for this run. */
export const alertFlag = list(ruleText, {
	help: "add an alert rule such as 'memory.percentage>80,90 for 30s'",
	group: 'Alerts',
	default: [],
	flag: 'alert',
	placeholder: 'RULE',
	splitsAtCommas: false,
});

export type AlertRulesConfig = {
	readonly enabled: boolean;
	readonly cooldownMs: number;
	readonly rules: readonly AlertRuleOptions[];
};

/** Returns the rules to evaluate. */
export function alertRules(
	{enabled, cooldownMs, rules}: AlertRulesConfig,
	more: readonly AlertRuleOptions[] = [],
): readonly AlertRule[] {
	return enabled ? createRules([...rules, ...more], cooldownMs) : [];
}
