import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../../source/alerts/rules/default-rules.js';
import {initialState, receiveSample} from '../../../source/core/state.js';
import {createStore} from '../../../source/core/store.js';
import type {Finding} from '../../../source/diagnosis/finding.js';
import type {Reading} from '../../../source/metrics/reading.js';
import {metricNames} from '../../../source/metrics/registry.js';
import type {Metrics, Readings} from '../../../source/metrics/snapshot.js';
import {check as checkSnapshot} from '../../../source/run/check/check.js';
import {type CheckResult, checkResult} from '../../../source/run/check/check-result.js';
import {evaluateOnce} from '../../../source/run/check/evaluate-once.js';
import {followCheck} from '../../../source/run/check/follow-check.js';
import {rulesOf} from '../../alerts/timeline.js';
import {diagnosedAll} from '../../helpers/diagnosed.js';
import {saturatedDisk} from '../../helpers/findings.js';
import {cpu, disk, memory, ok, sampleAt, snapshotAt} from '../../helpers/samples.js';

type Changes = {readonly [Name in keyof Metrics]?: Reading<Metrics[Name]>};

function check(rules: readonly string[], changes: Changes = {}): CheckResult {
	const parsed = rulesOf(...rules);
	return checkResult(parsed, evaluateOnce(parsed, snapshotAt(0, changes)));
}

const rows: readonly (readonly [title: string, rules: readonly string[], changes: Changes, CheckResult])[] = [
	[
		'no value beyond a threshold',
		['memory.percentage>80,90', 'disks[/].free<1GiB'],
		{},
		{
			exitCode: 0,
			line: "MON-TUI OK: 2 values | 'memory.percentage'=75%;80;90 'disks[/].free'=40372692582.4B;1073741824:;",
		},
	],
	[
		'a warning',
		['memory.percentage>70,90'],
		{},
		{exitCode: 1, line: "MON-TUI WARNING: High memory usage: 75.0% (threshold: 70.0%) | 'memory.percentage'=75%;70;90"},
	],
	[
		'the most severe finding comes first and determines the exit code',
		['memory.percentage>70,90', 'disks.percentage>85,95'],
		{},
		{
			exitCode: 2,
			line: "MON-TUI CRITICAL: Critical disk usage: 96.2% (threshold: 95.0%) on /data, High memory usage: 75.0% (threshold: 70.0%) | 'memory.percentage'=75%;70;90 'disks[/].percentage'=62.4%;85;95 'disks[/data].percentage'=96.2%;85;95",
		},
	],
	[
		'the duration of a rule is ignored',
		['memory.percentage>70 for 1h'],
		{},
		{exitCode: 1, line: "MON-TUI WARNING: High memory usage: 75.0% (threshold: 70.0%) | 'memory.percentage'=75%;70;"},
	],
	[
		'a metric that cannot be read is unknown',
		['memory.percentage>80'],
		{memory: {state: 'error', reason: 'denied'}},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: memory.percentage is unknown'},
	],
	[
		'a warning precedes an unknown value',
		['memory.percentage>70', 'processor.usage_percent>50'],
		{processor: {state: 'error'}},
		{
			exitCode: 1,
			line: "MON-TUI WARNING: High memory usage: 75.0% (threshold: 70.0%), processor.usage_percent is unknown | 'memory.percentage'=75%;70;",
		},
	],
	[
		'an unknown list',
		['disks.percentage>80'],
		{disks: {state: 'timeout'}},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: disks.percentage is unknown'},
	],
	[
		'a named disk that does not exist',
		['disks[/backup].percentage>80'],
		{},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: disks[/backup].percentage is unknown'},
	],
	[
		'metrics that the machine does not have are ignored',
		['memory.percentage>80', 'gpus.temperature>90'],
		{},
		{exitCode: 0, line: "MON-TUI OK: 1 value | 'memory.percentage'=75%;80;"},
	],
	[
		'no applicable rule',
		['gpus.temperature>90'],
		{},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: no rule applies to this machine'},
	],
	[
		'a name with a line break and a bar',
		['disks.percentage>80'],
		{disks: ok([disk("/a|b\n'c=d", 90)])},
		{
			exitCode: 1,
			line: "MON-TUI WARNING: High disk usage: 90.0% (threshold: 80.0%) on /a·b·'c=d | 'disks[/a·b·''c_d].percentage'=90%;80;",
		},
	],
];

for (const [title, rules, changes, expected] of rows) {
	test(`check: ${title}`, () => {
		assert.deepEqual(check(rules, changes), expected);
	});
}

test('check: at most five findings are printed', () => {
	const {line} = check(['disks.percentage>80'], {
		disks: ok(Array.from({length: 8}, (_, index) => disk(`/mnt/${index}`, 90))),
	});
	assert.match(line, /on \/mnt\/4, and 3 more \| /);
});

test('check: the default rules report only the full disk of a typical machine', () => {
	const results = evaluateOnce(createRules(defaultRules), snapshotAt(0), diagnosedAll([snapshotAt(0)]));
	assert.deepEqual(
		results.map(({path, level}) => [path, level]),
		[
			['memory.percentage', undefined],
			['disks[/].percentage', undefined],
			['disks[/data].percentage', 'CRITICAL'],
			['disks[/].free', undefined],
			['disks[/data].free', undefined],
			['finding *', undefined],
		],
	);
});

const saturated = saturatedDisk({severity: 'warning'});

const findingRows: readonly (readonly [
	title: string,
	rules: readonly string[],
	findings: readonly Finding[] | undefined,
	changes: Changes,
	expected: CheckResult,
])[] = [
	[
		'a finding, whose severity is no value',
		['disk.saturated for 1h', 'memory.percentage>80'],
		[saturated],
		{},
		{exitCode: 1, line: `MON-TUI WARNING: ${saturated.sentence} | 'memory.percentage'=75%;80;`},
	],
	[
		'a critical finding',
		['finding * severity critical for 1m'],
		[saturated, saturatedDisk({sentence: 'It is | bad'})],
		{},
		{exitCode: 2, line: 'MON-TUI CRITICAL: It is · bad'},
	],
	['no finding', ['finding *'], [], {}, {exitCode: 0, line: 'MON-TUI OK: no findings'}],
	['another finding', ['disk.full'], [saturated], {}, {exitCode: 0, line: 'MON-TUI OK: no findings'}],
	[
		'no finding, which is no value',
		['finding *', 'memory.percentage>80'],
		[],
		{},
		{exitCode: 0, line: "MON-TUI OK: 1 value | 'memory.percentage'=75%;80;"},
	],
	[
		'no finding, where the metrics of all other rules are switched off',
		['finding *', 'memory.percentage>80', 'disks.percentage>80'],
		[],
		{memory: {state: 'disabled'}, disks: {state: 'disabled'}},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: nothing was measured: no metric of the rules has a value'},
	],
	[
		'a finding, where the metrics of all other rules are switched off',
		['finding *', 'memory.percentage>80'],
		[saturated],
		{memory: {state: 'disabled'}},
		{exitCode: 1, line: `MON-TUI WARNING: ${saturated.sentence}`},
	],
	[
		'a finding of a metric that cannot be read',
		['disk.full'],
		[],
		{disks: {state: 'timeout'}},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: finding disk.full is unknown'},
	],
	[
		'findings before the diagnosis',
		['finding *'],
		undefined,
		{},
		{exitCode: 3, line: 'MON-TUI UNKNOWN: finding * is unknown'},
	],
	[
		'a finding that another rule is about, once',
		['finding *', 'disks.percentage>80'],
		[saturatedDisk({id: 'disk.full', where: '/data'})],
		{disks: ok([disk('/data', 97)])},
		{
			exitCode: 1,
			line: "MON-TUI WARNING: High disk usage: 97.0% (threshold: 80.0%) on /data | 'disks[/data].percentage'=97%;80;",
		},
	],
];

for (const [title, rules, findings, changes, expected] of findingRows) {
	test(`check: ${title}`, () => {
		const parsed = rulesOf(...rules);
		const results = evaluateOnce(parsed, snapshotAt(0, changes), findings);
		assert.deepEqual(checkResult(parsed, results), expected);
	});
}

test('check: without a measurement, the absence of findings is unknown', () => {
	const readings = Object.fromEntries(metricNames.map(name => [name, {state: 'unsupported'}])) as Readings;
	const rules = rulesOf('finding *');
	const {line, exitCode} = checkResult(rules, evaluateOnce(rules, {...snapshotAt(0), readings}, []));
	assert.equal(line, 'MON-TUI UNKNOWN: finding * is unknown');
	assert.equal(exitCode, 3);
});

test('check: a rule on findings that may be warnings waits for three rates, one on critical findings does not', () => {
	const seconds = [0, 0.2, 1, 2, 3].map(second => [second, {disks: ok([])}] as const);
	assert.deepEqual(judgedAt('finding * severity critical', seconds), [1, 1, 1, 1, 1]);
	assert.deepEqual(judgedAt('disk.full', seconds), [0, 0, 0, 1, 1]);
});

test('check: a single snapshot is diagnosed', () => {
	const {line, exitCode} = checkSnapshot(rulesOf('disk.full'), snapshotAt(0));
	assert.match(line, /^MON-TUI CRITICAL: \/data is 96\.2% full$/);
	assert.equal(exitCode, 2);
});

/** Returns the samples up to the one that is evaluated. */
function judgedAt(rule: string, samples: readonly (readonly [seconds: number, changes: Changes])[]) {
	const store = createStore(initialState(500, {samples: 10, seconds: 60}));
	const results: CheckResult[] = [];
	followCheck(store, rulesOf(rule), result => results.push(result));
	const judged: number[] = [];
	for (const [index, [seconds, changes]] of samples.entries()) {
		store.setState(state => receiveSample(state, {...sampleAt(seconds, changes, index + 1), findings: []}));
		judged.push(results.length);
	}

	return judged;
}

test('check: the first sample is evaluated once if it has all values', () => {
	assert.deepEqual(
		judgedAt('memory.percentage>80', [
			[0, {}],
			[0.5, {}],
		]),
		[1, 1],
	);
});

test('check: the second value of a rate is evaluated', () => {
	const pending = {processor: {state: 'pending'}} as const;
	const busy = {processor: ok(cpu(99))};
	assert.deepEqual(
		judgedAt('processor.usage_percent>80', [
			[0, pending],
			[0.2, busy],
			[0.5, busy],
		]),
		[0, 0, 1],
	);
});

test('check: slow metrics are awaited, and missing values are unknown', () => {
	const slow = {memory: {state: 'pending'}} as const;
	const known = {memory: ok(memory)};
	assert.deepEqual(
		judgedAt('memory.percentage>80', [
			[0, slow],
			[1, slow],
			[2, known],
		]),
		[0, 0, 1],
	);
	assert.deepEqual(
		judgedAt('memory.percentage>80', [
			[0, slow],
			[2.9, slow],
			[3, slow],
			[3.5, slow],
		]),
		[0, 0, 1, 1],
	);
});
