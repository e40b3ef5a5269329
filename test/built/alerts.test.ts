import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ProgramResult, runProgram} from '../helpers/run-program.js';

const limitMs = 30_000;

test('an alert is in the message after a value crosses its threshold', async () => {
	const {stdout, exitCode} = await runProgram(['--alert', 'memory.percentage>0.1', '--json', '--interval', '0.2'], {
		stopWhen: /"id":.*\n.*"id":.*\n/,
		limitMs,
	});
	assert.equal(exitCode, 0);
	const messages = stdout
		.split('\n')
		.filter(line => line.endsWith('}'))
		.map(line => JSON.parse(line));
	const alerts = messages.flatMap(message =>
		message.alerts.filter((alert: {rule: string}) => alert.rule.endsWith('#2')),
	);
	const [alert] = alerts;
	assert.equal(alert.component, 'memory');
	assert.equal(alert.metric, 'memory.percentage');
	assert.equal(alert.threshold, 0.1);
	assert.equal(alert.level, 'WARNING');
	assert.match(alert.message, /^High memory usage: \d+\.\d% \(threshold: 0\.1%\)$/);
	assert.ok(alert.value > 0.1 && alert.value <= 100, String(alert.value));
	assert.equal(new Set(alerts.map(({id}) => id)).size, 1, 'one episode has one id');
});

const checks: readonly (readonly [title: string, args: readonly string[], exitCode: number, line: RegExp])[] = [
	[
		'no value beyond a threshold',
		['--alert', 'memory.percentage>100'],
		0,
		/^MON-TUI OK: 1 value \| 'memory\.percentage'=[\d.]+%;100;\n$/,
	],
	[
		'a warning',
		['--alert', 'memory.percentage>0.1'],
		1,
		/^MON-TUI WARNING: High memory usage: \d+\.\d% \(threshold: 0\.1%\) \| 'memory\.percentage'=[\d.]+%;0\.1;\n$/,
	],
	[
		'a critical value',
		['--alert', 'memory.percentage>0.1,0.2'],
		2,
		/^MON-TUI CRITICAL: Critical memory usage: \d+\.\d% \(threshold: 0\.2%\) \| /,
	],
	['a rate', ['--alert', 'self.cpu_percent<100000'], 1, /^MON-TUI WARNING: Low self\.cpu_percent: [\d.]+% /],
	[
		'a disk that does not exist',
		['--alert', 'disks[/no/such/mount].percentage>90'],
		3,
		/^MON-TUI UNKNOWN: disks\[\/no\/such\/mount\]\.percentage is unknown\n$/,
	],
];

for (const [title, args, exitCode, line] of checks) {
	test(`--check with ${title} exits with ${exitCode}`, async () => {
		// Only these rules: the disks of the test machine have no effect.
		const result = await runProgram(['--check', ...args], {env: {MON_TUI_ALERTS_RULES: ';'}, limitMs});
		assert.match(result.stdout, line);
		assert.deepEqual([result.exitCode, result.stderr], [exitCode, '']);
	});
}

const mistakes: readonly (readonly string[])[] = [
	['--check', '--json'],
	['--check', '--alert', 'memory.percent>80'],
	['--check', '--interval', 'soon'],
];

for (const args of mistakes) {
	test(`${args.join(' ')} exits with 3`, async () => {
		const {stdout, stderr, exitCode}: ProgramResult = await runProgram(args, {limitMs});
		assert.match(stdout, /^MON-TUI UNKNOWN: --[^\n]+\n$/);
		assert.equal(exitCode, 3);
		assert.match(stderr, /^mon-tui: --[^\n]+\n$/);
	});
}

test('--no-alerts raises no alerts', async () => {
	const {stdout} = await runProgram(
		['--no-alerts', '--alert', 'memory.percentage>0.1', '--json', '--interval', '0.2'],
		{
			stopWhen: /(?:.*\n){4}/,
			limitMs,
		},
	);
	assert.deepEqual(JSON.parse(stdout.split('\n')[3] ?? '').alerts, []);
});
