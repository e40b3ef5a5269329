import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {suite, test} from 'node:test';
import {openProgram, runPipeline, runProgram} from '../helpers/run-program.js';

const twoLines = /^.*\n.*\n/;

test('a pipe gets one readable line per interval, without escape codes', async () => {
	const {stdout, stderr, signal} = await runProgram(['--interval', '0.2'], {stopWhen: twoLines});
	assert.match(stdout, /^.*CPU .*\d%.*\n.*CPU .*\d%.*\n/);
	assert.doesNotMatch(stdout, /\u001B/);
	assert.equal(stderr, '');
	assert.equal(signal, null);
});

test('a reader that goes away ends the program quietly', async () => {
	const {stdout, stderr, exitCode} = await runPipeline(['--interval', '0.2'], '| head -n 1');
	assert.equal(stdout.split('\n').length, 2);
	assert.equal(stderr, '');
	assert.equal(exitCode, 0);
});

for (const flag of ['--help', '--print-config', '--once', '--json']) {
	test(`${flag} whose output is lost reports it and fails`, async () => {
		const {stderr, exitCode} = await runPipeline([flag, '--no-gpu'], '> /dev/full');
		assert.equal(stderr, 'mon-tui: cannot write to standard output: no space left on device\n');
		assert.equal(exitCode, 1);
	});
}

test('--once prints tables and ends', async () => {
	const {stdout, stderr, exitCode} = await runProgram(['--once']);
	assert.match(stdout, /CPU.*\d%/);
	assert.match(stdout, /Memory/);
	assert.match(stdout, /[│|]/, 'a table');
	assert.doesNotMatch(stdout, /\u001B/);
	assert.equal(stderr, '');
	assert.equal(exitCode, 0);
});

test('--json prints one message per line', async () => {
	const {stdout, stderr} = await runProgram(['--json', '--interval', '0.2'], {stopWhen: twoLines});
	assert.equal(stderr, '');
	const lines = stdout.split('\n');
	assert.equal(lines.pop(), '', 'the last line is whole');
	assert.ok(lines.length >= 2);
	for (const line of lines) {
		const message: unknown = JSON.parse(line);
		const {data} = message as {data?: {memory?: {percentage?: unknown}}};
		const percentage = data?.memory?.percentage;
		assert.ok(typeof percentage === 'number' && percentage > 0 && percentage < 100, line);
	}
});

test('--json --once prints one message and ends', async () => {
	const {stdout, exitCode} = await runProgram(['--json', '--once']);
	assert.equal(stdout.split('\n').length, 2);
	assert.doesNotThrow(() => JSON.parse(stdout));
	assert.equal(exitCode, 0);
});

test('--version prints the version of the package', async () => {
	const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
	assert.deepEqual(await runProgram(['--version']), {stdout: `${version}\n`, stderr: '', exitCode: 0, signal: null});
});

test('--help alone fails when its output is lost', async () => {
	const {stderr, exitCode} = await runPipeline(['--help'], '> /dev/full');
	assert.equal(stderr, 'mon-tui: cannot write to standard output: ENOSPC\n');
	assert.equal(exitCode, 1);
});

test('--help and --version alone print the same as beside another flag', async () => {
	for (const flag of ['--help', '--version', '-h', '-V']) {
		assert.deepEqual(await runProgram([flag]), await runProgram([flag, '--ascii']));
	}
});

test('--help prints to standard output and exits with 0', async () => {
	const {stdout, stderr, exitCode} = await runProgram(['--help']);
	assert.match(stdout, /--once/);
	assert.match(stdout, /--json/);
	assert.equal(stderr, '');
	assert.equal(exitCode, 0);
});

suite('a wrong command line is one line on the standard error, and exit code 2', () => {
	const wrong = [
		['--no-such-flag'],
		['--view', 'sideways'],
		['--view'],
		['--interval', 'soon'],
		['--interval', '-1'],
		['surplus'],
		['--format', '{memory.percent}'],
		['--log-file', '/proc/mon-tui.log'],
		['--export', '/proc/mon-tui'],
		['--export', import.meta.filename],
	] as const;

	for (const args of wrong) {
		test(args.join(' '), async () => {
			const {stdout, stderr, exitCode} = await runProgram(args);
			assert.match(stderr, /^[^\n]+\n$/);
			assert.ok(stderr.includes(args.at(-1) ?? ''), `names what is wrong: ${stderr}`);
			assert.equal(stdout, '');
			assert.equal(exitCode, 2);
		});
	}
});

test('a usage error leaves the terminal unchanged', async () => {
	await using terminal = openProgram(['--no-such-flag']);
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 2, signal: null});
	assert.deepEqual([...terminal.modesUsed()], []);
	assert.match(terminal.screen(), /^[^\n]*--no-such-flag/);
});
