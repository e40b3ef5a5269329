import assert from 'node:assert/strict';
import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {UnavailableError} from '../../source/metrics/collector.js';
import {command} from '../../source/metrics/command.js';

let directory: string;

before(async () => {
	directory = await mkdtemp(join(tmpdir(), 'mon-tui-command-'));
});

after(async () => {
	await rm(directory, {recursive: true, force: true});
});

/** Writes a shell script and returns its path. */
async function script(name: string, body: string): Promise<string> {
	const path = join(directory, name);
	await writeFile(path, `#!/bin/sh\n${body}\n`);
	await chmod(path, 0o755);
	return path;
}

/** Waits until the process whose id the script wrote into `file` is gone; a zombie is gone too. */
async function gone(file: string): Promise<void> {
	const pid = Number(await readFile(file, 'utf8'));
	assert.ok(pid > 1);
	for (;;) {
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
		if (stat === '' || stat.includes(') Z ')) {
			return;
		}

		await sleep(10);
	}
}

describe('command', {timeout: 60_000}, () => {
	it('resolves with what the program printed', async () => {
		assert.equal(await command('printf', ['%s|', 'a b', '$HOME'], {timeoutMs: 10_000}).run(), 'a b|$HOME|');
	});

	it('can run again after it ended', async () => {
		const echo = command('echo', ['x'], {timeoutMs: 10_000});
		assert.equal(await echo.run(), 'x\n');
		assert.equal(await echo.run(), 'x\n');
	});

	it('runs with the C locale in UTC', async () => {
		const path = await script('locale', 'echo "$LC_ALL $TZ"');
		assert.equal(await command(path, [], {timeoutMs: 10_000}).run(), 'C UTC\n');
	});

	it('passes only PATH of the environment', async () => {
		process.env.MON_TUI_TEST_SECRET = 'hush';
		try {
			const path = await script('environment', 'echo "$PATH|$MON_TUI_TEST_SECRET"');
			assert.equal(await command(path, [], {timeoutMs: 10_000}).run(), `${process.env.PATH}|\n`);
		} finally {
			delete process.env.MON_TUI_TEST_SECRET;
		}
	});

	it('reads everything that was printed before the exit', async () => {
		const path = await script('long', 'head -c 300000 /dev/zero | tr "\\0" x');
		assert.equal((await command(path, [], {timeoutMs: 10_000}).run()).length, 300_000);
	});

	it('rejects with the exit code and the first line of the error output', async () => {
		const path = await script('fails', 'echo out; echo "cannot read" >&2; echo more >&2; exit 3');
		await assert.rejects(command(path, [], {timeoutMs: 10_000}).run(), {
			message: 'fails exited with code 3: cannot read',
		});
	});

	it('accepts the output with an accepted exit code', async () => {
		const path = await script('partly', 'echo half; exit 1');
		assert.equal(await command(path, [], {timeoutMs: 10_000, acceptedExitCodes: [0, 1]}).run(), 'half\n');
	});

	it('rejects when the program is killed by a signal', async () => {
		const path = await script('suicide', 'kill -9 $$');
		await assert.rejects(command(path, [], {timeoutMs: 10_000}).run(), /was killed by SIGKILL/);
	});

	it('rejects as unsupported when the program is not installed', async () => {
		await assert.rejects(command(join(directory, 'absent'), [], {timeoutMs: 10_000}).run(), error => {
			assert.ok(error instanceof UnavailableError);
			assert.equal(error.state, 'unsupported');
			assert.match(error.message, /absent is not installed/);
			return true;
		});
	});

	it('rejects with an error when the program is not executable', async () => {
		const path = join(directory, 'plain.txt');
		await writeFile(path, 'not a program');
		const plain = command(path, [], {timeoutMs: 10_000});
		await assert.rejects(plain.run(), {code: 'EACCES'});
		await assert.rejects(plain.run(), {code: 'EACCES'});
	});

	it('kills a hanging program and its descendants at the timeout', async () => {
		const pidFile = join(directory, 'hang.pid');
		const path = await script('hangs', `trap "" TERM\nsleep 600 &\necho $! > ${pidFile}\nwait`);
		await assert.rejects(command(path, [], {timeoutMs: 2000}).run(), /hangs gave no answer within 2 s/);
		await gone(pidFile);
	});

	it('ends with the program, not with a grandchild that keeps the pipe open', async () => {
		const pidFile = join(directory, 'grandchild.pid');
		const path = await script('leaves', `sleep 600 &\necho $! > ${pidFile}\necho done`);
		assert.equal(await command(path, [], {timeoutMs: 60_000}).run(), 'done\n');
		await gone(pidFile);
	});

	it('ends with the program even when the grandchild left its process group', async () => {
		const pidFile = join(directory, 'escaped.pid');
		const path = await script(
			'escapes',
			`setsid sh -c 'echo $$ > ${pidFile}; exec sleep 600' &\nwhile [ ! -s ${pidFile} ]; do :; done\necho done`,
		);
		try {
			assert.equal(await command(path, [], {timeoutMs: 60_000}).run(), 'done\n');
		} finally {
			process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
		}
	});

	it('kills a program with too much output', async () => {
		await assert.rejects(
			command('yes', [], {timeoutMs: 60_000, maximumOutputBytes: 100_000}).run(),
			/yes printed more than 100000 bytes/,
		);
	});

	it('is not blocked by much error output', async () => {
		const path = await script('noisy', 'head -c 1000000 /dev/zero | tr "\\0" e >&2; echo ok');
		assert.equal(await command(path, [], {timeoutMs: 60_000}).run(), 'ok\n');
	});

	it('rejects a second run while one is running', async () => {
		const sleeper = command('sleep', ['600'], {timeoutMs: 60_000});
		const controller = new AbortController();
		const first = sleeper.run(controller.signal);
		await assert.rejects(sleeper.run(), /sleep was not started: its previous run has not ended/);
		controller.abort();
		await assert.rejects(first, {name: 'AbortError'});
	});

	it('starts no program with an aborted signal', async () => {
		const path = await script('starts', `touch ${join(directory, 'started')}`);
		await assert.rejects(command(path, [], {timeoutMs: 10_000}).run(AbortSignal.abort()), {name: 'AbortError'});
		await assert.rejects(readFile(join(directory, 'started')), {code: 'ENOENT'});
	});

	it('rejects a run at disposal', async () => {
		const pidFile = join(directory, 'disposed.pid');
		const path = await script('disposed', `echo $$ > ${pidFile}\nexec sleep 600`);
		const disposable = command(path, [], {timeoutMs: 60_000});
		const run = disposable.run();
		while ((await readFile(pidFile, 'utf8').catch(() => '')) === '') {
			await sleep(10);
		}

		disposable[Symbol.dispose]();
		await assert.rejects(run, /disposed was stopped/);
		await gone(pidFile);
	});
});
