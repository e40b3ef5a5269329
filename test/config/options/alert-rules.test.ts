import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {alertRules} from '../../../source/config/options/alert-rules.js';
import {printConfig} from '../../../source/config/print-config.js';
import {loadConfig} from '../../../source/config/sources/load-config.js';

async function load(
	file: string,
	{argv = [], env = {}}: {argv?: readonly string[]; env?: Record<string, string>} = {},
) {
	const {config, command} = await loadConfig({
		argv: ['--config', 'mon.json', ...argv],
		env,
		readFile: async () => file,
		homedir: () => '/home/me',
	});
	return {config, rules: alertRules(config.alerts, command.alert)};
}

function alerts(content: string): string {
	return `{"alerts": ${content}}`;
}

const defaults = ['memory.percentage above', 'disks.percentage above', 'disks.free below', 'finding *'];

test('the default rules are evaluated', async () => {
	const {rules} = await load('{}');
	assert.deepEqual(
		rules.map(({id}) => id),
		defaults,
	);
	assert.deepEqual(
		rules.map(({cooldownMs}) => cooldownMs),
		[300_000, 300_000, 300_000, 300_000],
	);
});

test('rules in the file replace the default rules, as objects or strings', async () => {
	const {rules} = await load(
		alerts(`{
			"cooldown": "1m",
			"rules": [
				{"name": "swap", "metric": "memory.swap.percentage", "warning": 50, "for": "30s", "handlers": ["ops"]},
				{"metric": "disks[/data].free", "below": true, "critical": "1GiB", "clear": 2e9, "cooldown": 10},
				"load.load1>4 for 1m",
				{"metric": "processes.zombie", "warning": 10, "enabled": false}
			],
			"handlers": [{"type": "webhook", "name": "ops", "url": "https://example.org/hook"}]
		}`),
	);
	assert.deepEqual(
		rules.map(({id, warning, critical, clear, forMs, cooldownMs, isEnabled, handlers}) => [
			id,
			warning,
			critical,
			clear,
			forMs,
			cooldownMs,
			isEnabled,
			handlers,
		]),
		[
			['swap', 50, undefined, 45, 30_000, 60_000, true, ['ops']],
			['disks[/data].free below', undefined, 1_073_741_824, 2_000_000_000, 0, 10_000, true, []],
			['load.load1 above', 4, undefined, 3.8, 60_000, 60_000, true, []],
			['processes.zombie above', 10, undefined, 9.5, 0, 60_000, false, []],
		],
	);
});

test('--alert adds a rule, --no-alerts removes all rules', async () => {
	const argv = ['--alert', 'memory.percentage>0.1', '--alert', 'disks[/a,b].free<1GiB'];
	const {rules} = await load('{}', {argv});
	assert.deepEqual(
		rules.map(({id}) => id),
		[...defaults, 'memory.percentage above #2', 'disks[/a,b].free below'],
	);
	assert.deepEqual((await load('{}', {argv: [...argv, '--no-alerts']})).rules, []);
});

test('the environment separates rules by semicolons', async () => {
	const {rules} = await load('{}', {
		env: {MON_TUI_ALERTS_RULES: 'memory.percentage>80,90 for 30s; load.load1>4;', MON_TUI_ALERTS_COOLDOWN: '2m'},
	});
	assert.deepEqual(
		rules.map(({id, critical, cooldownMs}) => [id, critical, cooldownMs]),
		[
			['memory.percentage above', 90, 120_000],
			['load.load1 above', undefined, 120_000],
		],
	);
});

test('the list of rules may be empty', async () => {
	assert.deepEqual((await load(alerts('{"rules": []}'))).rules, []);
});

test('rules on findings are objects or strings, and are printed as a file would have them', async () => {
	const {config, rules} = await load(
		alerts(`{"rules": [
			{"metric": "disk.saturated", "for": "2m"},
			{"metric": "finding *", "severity": "critical", "for": 0},
			"finding disk.full[/data]"
		]}`),
	);
	assert.deepEqual(
		rules.map(({id, warning, critical, forMs}) => [id, warning, critical, forMs]),
		[
			['finding disk.saturated', 1, 2, 120_000],
			['finding *', undefined, 2, 0],
			['finding disk.full[/data]', 1, 2, 10_000],
		],
	);
	const printed = printConfig(config);
	assert.deepEqual(JSON.parse(printed).alerts.rules, [
		{metric: 'disk.saturated', for: 120},
		{metric: 'finding *', severity: 'critical', for: 0},
		{metric: 'finding disk.full[/data]'},
	]);
	const loaded = (await load(printed)).rules;
	assert.deepEqual(
		loaded.map(({metric, ...rule}) => [metric.text, rule]),
		rules.map(({metric, ...rule}) => [metric.text, rule]),
	);
});

test('the configuration prints rules as a file would have them', async () => {
	const {config} = await load(alerts('{"rules": ["memory.percentage>80,90 for 30s", "disks.free<,1GiB"]}'));
	assert.deepEqual(JSON.parse(printConfig(config)).alerts.rules, [
		{metric: 'memory.percentage', warning: 80, critical: 90, for: 30},
		{metric: 'disks.free', below: true, critical: 1_073_741_824},
	]);
});

const mistakes: readonly (readonly [content: string, message: RegExp])[] = [
	['{"rules": "memory.percentage>80"}', /^mon\.json:1:22: alerts\.rules must be a list of rules, not "memory/],
	['{"rules": [80]}', /^mon\.json:1:23: alerts\.rules\[0\] must be an object, or a string such as .*, not 80$/],
	['{"rules": ["memory.percent>80"]}', /^mon\.json:1:23: alerts\.rules\[0\]: .*did you mean "memory\.percentage"\?$/],
	['{"rules": [{"warning": 80}]}', /alerts\.rules\[0\]\.metric is missing/],
	[
		'{"rules": [{"metric": "memory.percentage"}]}',
		/alerts\.rules\[0\]: the rule for memory\.percentage needs a threshold/,
	],
	[
		'{"rules": [{"metric": "memory.percentage", "warnin": 80}]}',
		/warnin is not a known key; did you mean "warning"\?$/,
	],
	['{"rules": [{"metric": "memory.percentage", "warning": true}]}', /warning must be a number, or a string such as/],
	[
		'{"rules": [{"metric": "memory.percentage", "warning": "a lot"}]}',
		/"a lot" is not a valid amount; examples: 80 or 80%$/,
	],
	['{"rules": [{"metric": "memory.percentage", "warning": 80, "for": "ever"}]}', /for must be a duration/],
	['{"rules": [{"metric": "memory.percentage", "warning": 90, "critical": 80}]}', /must be above warning/],
	['{"rules": [{"metric": "disk.full", "warning": 80}]}', /finding disk\.full must not have "warning"/],
	['{"rules": [{"metric": "disk.full", "severity": "bad"}]}', /severity must be .*"note".*, not "bad"$/],
	['{"cooldown": 0}', /alerts\.cooldown must be a duration .* from 1s to 24h, not 0$/],
	[
		'{"rules": [{"metric": "load.load1", "warning": 4, "handlers": ["opps"]}]}',
		/^mon\.json:1:75: alerts\.rules\[0\]\.handlers\[0\]: there is no handler "opps"; no handler is configured$/,
	],
	[
		'{"rules": [{"metric": "load.load1", "warning": 4, "handlers": ["ops", "pagr"]}], "handlers": [{"type": "console", "name": "ops"}, {"type": "console", "name": "pager"}]}',
		/^mon\.json:1:82: alerts\.rules\[0\]\.handlers\[1\]: there is no handler "pagr"; did you mean "pager"\?$/,
	],
	[
		'{"rules": [{"metric": "load.load1", "warning": 4, "handlers": "sms"}], "handlers": [{"type": "console"}, {"type": "file", "name": "log", "path": "a"}]}',
		/^mon\.json:1:74: alerts\.rules\[0\]\.handlers: there is no handler "sms"; configured handlers: "console", "log"$/,
	],
];

for (const [content, message] of mistakes) {
	test(`${content} is refused with its place`, async () => {
		await assert.rejects(load(alerts(content)), error => {
			assert.ok(error instanceof UsageError);
			assert.match(error.message, message);
			return true;
		});
	});
}

test('a wrong --alert is refused by its name', async () => {
	await assert.rejects(load('{}', {argv: ['--alert', 'memory.percentage']}), {
		message: /^--alert: "memory\.percentage" is not a valid alert rule; examples: /,
	});
});
