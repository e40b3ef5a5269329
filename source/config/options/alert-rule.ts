import {createRule} from '../../alerts/rules/create-rule.js';
import {parseRule} from '../../alerts/rules/parse-rule.js';
import type {AlertRuleOptions} from '../../alerts/rules/rule.js';
import {numberOf, textOf} from '../../support/fields.js';
import {kind} from '../../support/reader.js';
import {duration} from '../model/duration.js';
import {required, scalar, section, text, toggle} from '../model/field.js';
import {type Given, type Json, readScalar} from '../model/given.js';
import {type LeafOptions, leaf} from '../model/leaf.js';
import {list, readItem} from '../model/list.js';
import {usage} from '../model/usage-error.js';

/** A day, in seconds. */
export const maxSeconds = 86_400;

export const ruleSection = section({
	name: text({help: 'what alerts and silences call it'}),
	metric: required(text({help: 'a metric path such as memory.percentage or disks[/data].free'})),
	warning: amount({help: 'threshold of WARNING'}),
	critical: amount({help: 'threshold of CRITICAL'}),
	below: toggle({help: 'low values are the bad ones', default: false}),
	for: duration({help: 'how long a threshold must be broken', default: 0, min: 0, max: maxSeconds}),
	clear: amount({help: 'where the alert ends, by default 5 points or 5 % inside the threshold'}),
	cooldown: duration({help: 'the cooldown of this rule', min: 1, max: maxSeconds}),
	enabled: toggle({help: 'judge by it', default: true}),
	handlers: list(text({help: 'name of a handler'}), {help: 'who is told, by default everybody', default: []}),
});

const ruleAllowed = 'an object, or a text such as "memory.percentage>80,90 for 30s"';

/** The shape of a rule in a line, as `parseRule` reads it, for the schema. */
export const ruleTextPattern =
	'^\\s*[a-zA-Z_0-9]+(?:\\[.+\\])?(?:\\.[a-zA-Z_0-9]+)*\\s*[<>]\\s*(?:[^\\s,=][^\\s,]*(?:\\s*,\\s*[^\\s,]+)?|,\\s*[^\\s,]+)(?:\\s+(?:for|clear|cooldown)\\s+\\S+)*\\s*$';

/** One rule in a line, for flags. */
export const ruleText = leaf<AlertRuleOptions, '', undefined>(
	{help: 'a rule'},
	{
		unit: '',
		allowed: 'a rule such as memory.percentage>80,90 or "disks[/data].free<1GiB for 30s"',
		schema: {type: 'string', pattern: ruleTextPattern},
		read: readRuleText,
	},
);

/** An object, or a line of text. */
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

/** With every key, amounts as numbers. Throws when it is no rule. */
export function complete(options: AlertRuleOptions): AlertRuleOptions {
	const {warning, critical, clear} = createRule(options);
	return {
		name: options.name,
		metric: options.metric,
		warning,
		critical,
		below: options.below ?? false,
		forMs: options.forMs ?? 0,
		clear: options.clear === undefined ? undefined : clear,
		cooldownMs: options.cooldownMs,
		enabled: options.enabled ?? true,
		handlers: options.handlers ?? [],
	};
}

/** Only what differs from the default: a rule fits a line. */
export function ruleToJson({forMs, cooldownMs, ...options}: AlertRuleOptions): Json {
	const {name, metric, warning, critical, below, clear, enabled, handlers = []} = options;
	return {
		...(name !== undefined && {name}),
		metric,
		...(below && {below}),
		...(warning !== undefined && {warning}),
		...(critical !== undefined && {critical}),
		...(forMs && {for: forMs / 1000}),
		...(clear !== undefined && {clear}),
		...(cooldownMs !== undefined && {cooldown: cooldownMs / 1000}),
		...(enabled === false && {enabled}),
		...(handlers.length > 0 && {handlers}),
	};
}

/** A number in the unit of the metric, or a text with a unit. */
function amount(options: Pick<LeafOptions<undefined>, 'help'>) {
	return leaf<number | string, '', undefined>(options, {
		...scalar(kind('a number, or a text such as "90%" or "1GiB"', value => numberOf(value) ?? textOf(value))),
		schema: {anyOf: [{type: 'number'}, {type: 'string'}]},
	});
}
