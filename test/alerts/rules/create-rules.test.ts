import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRule} from '../../../source/alerts/rules/create-rule.js';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../../source/alerts/rules/default-rules.js';
import {parseRule} from '../../../source/alerts/rules/parse-rule.js';
import type {AlertRuleOptions} from '../../../source/alerts/rules/rule.js';

test('the default rules evaluate memory, disks and critical findings', () => {
	assert.deepEqual(
		createRules(defaultRules).map(({id, direction, warning, critical, clear, forMs, cooldownMs}) => [
			id,
			direction,
			warning,
			critical,
			clear,
			forMs,
			cooldownMs,
		]),
		[
			['memory.percentage above', 'above', 80, 90, 75, 0, 300_000],
			['disks.percentage above', 'above', 85, 95, 80, 0, 300_000],
			['disks.free below', 'below', undefined, 1_073_741_824, 1_127_428_915.2, 0, 300_000],
			['finding *', 'above', undefined, 2, 2, 60_000, 300_000],
		],
	);
});

/** Default clear values. */
const clears: readonly (readonly [rule: string, clear: number])[] = [
	['memory.percentage>80', 75],
	['memory.percentage>,90', 85],
	['memory.percentage>10', 5],
	['memory.percentage>0.1', 0.05],
	['memory.percentage>0', 0],
	['memory.percentage<20', 25],
	['memory.percentage<98', 99],
	['disks.free<1000', 1050],
	['load.load1>4', 3.8],
	['gpus.temperature>80', 76],
	['self.cpu_percent>200', 190],
	['memory.percentage>80 clear 80', 80],
];

for (const [rule, clear] of clears) {
	test(`an alert of ${rule} is cleared at ${clear}`, () => {
		assert.equal(createRule(parseRule(rule)).clear, clear);
	});
}

test('the cooldown of a rule takes precedence over the default', () => {
	const rules = createRules([parseRule('load.load1>4'), parseRule('load.load5>4 cooldown 10s')], 60_000);
	assert.deepEqual(
		rules.map(({cooldownMs}) => cooldownMs),
		[60_000, 10_000],
	);
});

test('rules for the same metric have different ids', () => {
	const rules = createRules([
		{metric: 'memory.percentage', warning: 80},
		{metric: 'memory.percentage', warning: 95, handlers: ['pager']},
		{metric: 'memory.percentage', below: true, warning: 1},
		{name: 'night', metric: 'memory.percentage', warning: 60},
	]);
	assert.deepEqual(
		rules.map(({id}) => id),
		['memory.percentage above', 'memory.percentage above #2', 'memory.percentage below', 'night'],
	);
	assert.deepEqual(rules[1]?.handlers, ['pager']);
});

test('amounts are numbers or texts with a unit', () => {
	const options: AlertRuleOptions = {
		metric: 'disks[/data].free',
		below: true,
		warning: '2GiB',
		critical: 1e9,
		clear: '3GiB',
	};
	const {warning, critical, clear} = createRule(options);
	assert.deepEqual([warning, critical, clear], [2_147_483_648, 1_000_000_000, 3_221_225_472]);
});

const mistakes: readonly (readonly [what: string, options: AlertRuleOptions, message: RegExp])[] = [
	['no threshold', {metric: 'load.load1'}, /needs a threshold/],
	['a threshold that is no number', {metric: 'load.load1', warning: Number.NaN}, /must be a finite number, found NaN/],
	['an endless threshold', {metric: 'load.load1', critical: Number.POSITIVE_INFINITY}, /found Infinity/],
	['a metric that is none', {metric: 'load.load2', warning: 1}, /did you mean "load\.load[15]"/],
	['a threshold of a finding', {metric: 'disk.full', critical: 3}, /finding disk\.full must not have "critical"/],
	['a finding below', {metric: 'disk.full', below: true}, /must not have a threshold below: a finding has a severity/],
	['a clear value of a finding', {metric: 'disk.full', clear: 0}, /must not have "clear"/],
	[
		'the severity of a number',
		{metric: 'load.load1', warning: 1, severity: 'note'},
		/"severity", which is only for findings/,
	],
	['a place without a finding', {metric: 'finding [sda]'}, /is not a finding; examples are finding disk\.saturated/],
];

for (const [what, options, message] of mistakes) {
	test(`a rule with ${what} is rejected`, () => {
		assert.throws(() => createRule(options), {message});
	});
}
