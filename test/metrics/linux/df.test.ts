import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {callDf, type DfRow, parseDf} from '../../../source/metrics/linux/df.js';
import type {Reading} from '../../../source/metrics/reading.js';
import {eventually, isRunning} from '../../helpers/eventually.js';
import {fakeDf, hangingWithGrandchild} from '../../helpers/fake-df.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const header = 'Filesystem     1024-blocks      Used Available Capacity Mounted on\n';

describe('the figures of df', () => {
	const rows: ReadonlyArray<{title: string; text: string; expected: DfRow}> = [
		{
			title: 'a typical answer',
			text: `${header}server:/export      1000       600       300      67% /mnt/export\n`,
			expected: {
				source: 'server:/export',
				mountPoint: '/mnt/export',
				totalBytes: 1_024_000,
				usedBytes: 614_400,
				freeBytes: 307_200,
			},
		},
		{
			title: 'names with spaces and figures on both sides',
			text: `${header}//host/share 7 of 8 1000 600 300 67% /mnt/disk 9 of 10\n`,
			expected: {
				source: '//host/share 7 of 8',
				mountPoint: '/mnt/disk 9 of 10',
				totalBytes: 1_024_000,
				usedBytes: 614_400,
				freeBytes: 307_200,
			},
		},
		{
			title: 'no capacity',
			text: `${header}proc 0 0 0 - /proc\n`,
			expected: {source: 'proc', mountPoint: '/proc', totalBytes: 0, usedBytes: 0, freeBytes: 0},
		},
		{
			title: 'less than nothing free: even what is kept for root is in use',
			text: `${header}/dev/sdb1 1000 990 -40 105% /data\n`,
			expected: {source: '/dev/sdb1', mountPoint: '/data', totalBytes: 1_024_000, usedBytes: 1_013_760, freeBytes: 0},
		},
	];

	for (const {title, text, expected} of rows) {
		it(`are read: ${title}`, () => {
			assert.deepEqual(parseDf(text), expected);
		});
	}

	for (const [title, text] of [
		['nothing', ''],
		['the header alone', header],
		['no header', 'server:/export 1000 600 300 67% /mnt\n'],
		['a line cut short', `${header}server:/export 1000 600`],
		['dashes for figures', `${header}server:/export - - - - /mnt\n`],
		['something else', 'Usage: df [OPTION]...\nShow information\n'],
	]) {
		it(`are refused: ${title}`, () => {
			assert.throws(() => parseDf(text ?? ''), /df: expected a header and /);
		});
	}
});

describe('a call of df', () => {
	/** Runs a script as df and returns its answer, and the processes it noted. */
	async function ask(body: string, timeoutMs = 60_000) {
		using machine = fixtureMachine();
		const df = fakeDf(machine, body);
		const answers: Array<Reading<DfRow>> = [];
		const call = callDf('/mnt/a b', {command: df.path, timeoutMs}, answer => answers.push(answer));
		await eventually('df answers', () => answers.length > 0);
		await eventually('df ends', () => !call.isAlive());
		const pids = df.pids();
		await eventually('everything df started ends', () => !pids.some(isRunning));
		assert.equal(answers.length, 1);
		return answers[0];
	}

	it('passes the path as one argument, with the C locale and without secrets', async () => {
		process.env.MON_TUI_TEST_SECRET = 'hush';
		try {
			const answer = await ask('echo header\necho "$#,$1,$2,$3,$LC_ALL,$MON_TUI_TEST_SECRET,$(pwd)" 8 4 2 67% /mnt');
			assert.deepEqual(answer, {
				state: 'ok',
				value: {
					source: '3,-kP,--,/mnt/a b,C,,/',
					mountPoint: '/mnt',
					totalBytes: 8192,
					usedBytes: 4096,
					freeBytes: 2048,
				},
			});
		} finally {
			delete process.env.MON_TUI_TEST_SECRET;
		}
	});

	it('reports the error output of a failing df', async () => {
		const answer = await ask('echo "df: /mnt: Permission denied" >&2\necho second line >&2\nexit 1');
		assert.equal(answer?.state, 'error');
		assert.match(answer.reason ?? '', /df exited with code 1: df: \/mnt: Permission denied$/);
	});

	it('reports the exit code of a df that fails silently', async () => {
		const answer = await ask('echo header\necho s 8 4 2 67% /mnt\nexit 3');
		assert.equal(answer?.state, 'error');
		assert.match(answer.reason ?? '', /df exited with code 3$/);
	});

	it('reports the signal that killed df', async () => {
		const answer = await ask('kill -TERM $$');
		assert.equal(answer?.state, 'error');
		assert.match(answer.reason ?? '', /df was killed by SIGTERM$/);
	});

	it('reports invalid output', async () => {
		const answer = await ask('echo header\necho rubbish');
		assert.equal(answer?.state, 'error');
		assert.match(answer.reason ?? '', /^df: expected .*rubbish/s);
	});

	it('kills a df with endless output', async () => {
		const answer = await ask('echo $$ >> "$PIDS"\nexec cat /dev/zero');
		assert.equal(answer?.state, 'error');
		assert.match(answer.reason ?? '', /df printed more than 65536 bytes$/);
	});

	it('reports a missing df', async () => {
		const answers: Array<Reading<DfRow>> = [];
		const call = callDf('/', {command: '/nonexistent/df', timeoutMs: 60_000}, answer => answers.push(answer));
		await eventually('the failure is told', () => answers.length > 0);
		assert.equal(answers[0]?.state, 'error');
		assert.match(answers[0].reason ?? '', /^\/nonexistent\/df is not installed$/);
		assert.equal(call.isAlive(), false);
	});

	it('reports a path that cannot be passed', async () => {
		const answers: Array<Reading<DfRow>> = [];
		const call = callDf('/a\0b', {command: 'df', timeoutMs: 60_000}, answer => answers.push(answer));
		await eventually('the failure is told', () => answers.length > 0);
		assert.equal(answers[0]?.state, 'error');
		assert.equal(call.isAlive(), false);
	});

	it('kills a hanging df with its descendants after the timeout', async () => {
		const answer = await ask(hangingWithGrandchild, 300);
		assert.equal(answer?.state, 'timeout');
		assert.match(answer.reason ?? '', /df gave no answer within 0\.3 s$/);
	});

	it('does not wait for a grandchild that keeps the pipe of a finished df open', async () => {
		const answer = await ask('sleep 600 &\necho "$$\n$!" >> "$PIDS"\necho header\necho s 8 4 2 67% /mnt');
		assert.equal(answer?.state, 'ok');
	});

	it('does not call back after disposal and leaves no process', async () => {
		using machine = fixtureMachine();
		const df = fakeDf(machine, hangingWithGrandchild);
		const answers: Array<Reading<DfRow>> = [];
		const call = callDf('/', {command: df.path, timeoutMs: 60_000}, answer => answers.push(answer));
		await eventually('df is under way', () => df.pids().length === 2);
		assert.ok(call.isAlive());
		call[Symbol.dispose]();
		call[Symbol.dispose]();
		await eventually('df and its grandchild end', () => !call.isAlive() && !df.pids().some(isRunning));
		assert.deepEqual(answers, []);
	});
});
