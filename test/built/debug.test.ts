import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('--debug shows and logs the cost of measuring for each panel', async () => {
	using directory = temporaryDirectory();
	const log = directory.file('log.jsonl');
	await using terminal = openProgram(['--debug', '--log-file', log, '--no-gpu'], {columns: 120, rows: 40});
	await terminal.waitFor(/╰─ total \d+\.\d\d ms, max \d+\.\d\d /);
	await terminal.press('q');
	await terminal.waitForExit();
	const entries = readFileSync(log, 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.ok(entries.some(({level, area, message}) => level === 'debug' && area === 'memory' && /took/.test(message)));
});

test('--log-level overrides the level of --debug', async () => {
	const levelsWith = async (...args: readonly string[]) =>
		JSON.parse((await runProgram([...args, '--print-config'])).stdout).log.level;
	assert.deepEqual(await levelsWith('--debug', '--log-level', 'warn'), ['warn']);
	assert.deepEqual(await levelsWith('--debug'), ['debug']);
	assert.deepEqual(await levelsWith(), ['info']);
});

test('an error is one line, and with --debug its stack and causes follow', async () => {
	const args = ['--export-to', 'postgres://mon:hunter2@127.0.0.1/metrics?ca=/nowhere', '--headless'];
	const plain = await runProgram(args);
	assert.match(plain.stderr, /^mon-tui: [^\n]*--export-to: [^\n]*\n$/m);
	assert.doesNotMatch(plain.stderr, /\n {4}at /);
	const full = await runProgram([...args, '--debug']);
	assert.match(full.stderr, /\n {4}at .*\n(?:.*\n)*caused by Error: .*\n/);
	assert.doesNotMatch(plain.stderr + full.stderr, /hunter2/);
	assert.equal(full.exitCode, plain.exitCode);
});

test('the configuration can set debug, and --debug also explains usage errors', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, JSON.stringify({debug: true, root: '/nowhere'}));
	assert.match((await runProgram(['--config', config, '--once'])).stderr, /--root: .*\n.*UsageError.*\n {4}at /);
	assert.match((await runProgram(['--debug', '--nonsense'])).stderr, /nonsense.*\n.*UsageError.*\n {4}at /);
	assert.doesNotMatch((await runProgram(['--nonsense'])).stderr, / {4}at /);
});
