import {createRule} from '../../alerts/rules/create-rule.js';
import {isFindingPath} from '../../alerts/rules/finding-path.js';
import {parseRule} from '../../alerts/rules/parse-rule.js';
import type {AlertRuleOptions} from '../../alerts/rules/rule.js';
import {findingIds} from '../../diagnosis/finding.js';
import {severities} from '../../metrics/values/severity.js';
import {numberOf, textOf} from '../../support/fields.js';
import {kind} from '../../support/reader.js';
import {duration} from '../model/duration.js';
import {choice, required, scalar, section, text, toggle} from '../model/field.js';
import {type Given, type Json, readScalar} from '../model/given.js';
import {type LeafOptions, leaf} from '../model/leaf.js';
import {list, readItem} from '../model/list.js';
import {usage} from '../model/usage-error.js';

/** Maximum of durations in rules: one day, in seconds. */
export const maxSeconds = 86_400;

export const ruleSection = section({
	name: text({help: 'name of the rule in alerts and silences'}),
	metric: required(
		text({
			help: 'a metric path such as memory.percentage or disks[/data].free, an event such as event oom_kill, or a finding such as disk.saturated',
		}),
	),
	severity: choice(severities, {
		help: 'minimum severity of a finding that raises the alert, by default warning; only for findings',
	}),
	warning: amount({help: 'threshold of the level WARNING'}),
	critical: amount({help: 'threshold of the level CRITICAL'}),
	below: toggle({help: 'raise the alert when the value is below the threshold, not above it', default: false}),
	for: duration({
		help: 'time for which the value must be beyond a threshold or the finding must last, by default 0, of findings 10s',
		min: 0,
		max: maxSeconds,
	}),
	clear: amount({help: 'value at which the alert ends, by default 5 points or 5 % inside the threshold'}),
	cooldown: duration({
		help: 'minimum time between two notifications, by default alerts.cooldown',
		min: 1,
		max: maxSeconds,
	}),
	enabled: toggle({help: 'evaluate this rule', default: true}),
	handlers: list(text({help: 'name of a handler'}), {help: 'handlers that are notified, by default all', default: []}),
});

/** The path of a finding, for the JSON Schema. */
const findingPattern = `(?:finding\\s+\\*|(?:finding\\s+)?(?:${findingIds.join('|').replaceAll('.', '\\.')}))(?:\\[.+\\])?`;

/** A rule on an event has a default threshold, and a rule on a finding has none. */
export const metricWithoutThresholdPattern = `^\\s*(?:event\\s+[a-zA-Z_]+(?:\\[.+\\])?|${findingPattern})\\s*$`;

const ruleAllowed = 'an object, or a string such as "memory.percentage>80,90 for 30s"';

/** The pattern of a rule in one line, as `parseRule` reads it, for the JSON Schema. */
export const ruleTextPattern = `^\\s*(?:${findingPattern}(?:\\s+(?:severity|for|cooldown)\\s+\\S+)*|(?:event\\s+[a-zA-Z_]+(?:\\[.+\\])?(?:\\s*>\\s*(?:[^\\s,=][^\\s,]*(?:\\s*,\\s*[^\\s,]+)?|,\\s*[^\\s,]+))?|[a-zA-Z_0-9]+(?:\\[.+\\])?(?:\\.[a-zA-Z_0-9]+)*\\s*[<>]\\s*(?:[^\\s,=][^\\s,]*(?:\\s*,\\s*[^\\s,]+)?|,\\s*[^\\s,]+))(?:\\s+(?:for|clear|cooldown)\\s+\\S+)*)\\s*$`;

/** A rule in one line, for flags. */
export const ruleText = leaf<AlertRuleOptions, '', undefined>(
	{help: 'a rule'},
	{
		unit: '',
		allowed: 'a rule such as memory.percentage>80,90 or "disks[/data].free<1GiB for 30s"',
		schema: {type: 'string', pattern: ruleTextPattern},
		read: readRuleText,
	},
);

/** Reads a rule that is an object or a line of text. */
export function readRule(value: Given): AlertRuleOptions {
	if (value.kind !== 'object') {
		return readRuleText(value);
	}

	const options = readItem(ruleSection, value);
	return usage(`${value.subject()}: `, () => complete(options));
}

function readRuleText(value: Given): AlertRuleOptions {
	const line = readScalar(kind(ruleAllowed, textOf), value);
	return usage(`${value.subject()}: `, () => complete(parseRule(line)));
}

/** Returns the rule with every key and with amounts as numbers. Throws for an invalid rule. */
export function complete(options: AlertRuleOptions): AlertRuleOptions {
	const {metric, warning, critical, clear} = createRule(options);
	const isFinding = isFindingPath(metric);
	return {
		name: options.name,
		metric: options.metric,
		...(isFinding && {severity: options.severity ?? 'warning'}),
		warning: isFinding ? undefined : warning,
		critical: isFinding ? undefined : critical,
		below: options.below ?? false,
		forMs: options.forMs,
		clear: options.clear === undefined ? undefined : clear,
		cooldownMs: options.cooldownMs,
		enabled: options.enabled ?? true,
		handlers: options.handlers ?? [],
	};
}

/** Returns only the keys that differ from the default, so that a rule fits on one line. */
export function ruleToJson({forMs, cooldownMs, ...options}: AlertRuleOptions): Json {
	const {name, metric, severity, warning, critical, below, clear, enabled, handlers = []} = options;
	return {
		...(name !== undefined && {name}),
		metric,
		...(severity !== undefined && severity !== 'warning' && {severity}),
		...(below && {below}),
		...(warning !== undefined && {warning}),
		...(critical !== undefined && {critical}),
		...(forMs !== undefined && {for: forMs / 1000}),
		...(clear !== undefined && {clear}),
		...(cooldownMs !== undefined && {cooldown: cooldownMs / 1000}),
		...(enabled === false && {enabled}),
		...(handlers.length > 0 && {handlers}),
	};
}

/** An amount: a number in the unit of the metric, or a text with a unit. */
function amount(options: Pick<LeafOptions<undefined>, 'help'>) {
	return leaf<number | string, '', undefined>(options, {
		...scalar(kind('a number, or a string such as "90%" or "1GiB"', value => numberOf(value) ?? textOf(value))),
		schema: {anyOf: [{type: 'number'}, {type: 'string'}]},
	});
}
