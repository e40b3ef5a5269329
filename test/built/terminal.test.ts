import assert from 'node:assert/strict';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import process from 'node:process';
import {suite, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {executable, openProgram, programCommand, runPipeline} from '../helpers/run-program.js';
import {isRunning, sessionMembers} from '../helpers/session.js';
import {fill, openTerminal, type TestTerminal} from '../helpers/terminal.js';

const pasteMode = 2004;

/** Starts the program as a job of a shell that leads the session. */
function openInShell(script: string, options = {}): TestTerminal {
	return openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand], options);
}

/** Returns the process id of the program below the shell. */
async function programOf({pid}: TestTerminal): Promise<number> {
	let found: number | undefined;
	await eventually('the program has started', () => {
		found = sessionMembers(pid).find(member => member.pid !== pid && isProgram(commandOf(member.pid)))?.pid;
		return found !== undefined;
	});
	return found ?? 0;
}

function isProgram(command: string): boolean {
	return /(?:^|bin\/)mon-tui/.test(command) || Boolean(executable && command.startsWith(`${executable}\0`));
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
	} catch {
		return '';
	}
}

suite('paste', () => {
	const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;

	for (const view of ['detailed', 'compact', 'line']) {
		test(`the terminal marks pastes in the ${view} view`, async () => {
			await using terminal = openProgram(['--view', view]);
			await terminal.waitFor(/CPU.*\d%/s);
			await eventually('the mode is on', () => terminal.modesUsed().has(pasteMode));
			terminal.write(paste('q\rW\u0003q\r'));
			terminal.write('v');
			await terminal.waitForFrames(2);
			await terminal.press('q');
			assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
			assert.deepEqual(await terminal.leftBehind(), []);
		});
	}

	test('a paste of many lines puts the first line into the filter and runs nothing', async () => {
		await using terminal = openProgram();
		await terminal.waitFor(/CPU.*\d%/s);
		await terminal.press('/');
		await terminal.waitFor(/filter:/);
		terminal.write('\u001B[200~\r\n  sh');
		await sleep(50);
		terminal.write('ell\twords\r\nq\r');
		await sleep(50);
		terminal.write('\u001B[201~!');
		await terminal.waitFor(/filter: shell words! /);
		await terminal.press('enter', 'q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	});

	test('a paste without an end marker does not block the keyboard', async () => {
		await using terminal = openProgram();
		await terminal.waitFor(/CPU.*\d%/s);
		terminal.write(`\u001B[200~${'q\r'.repeat(20_000)}`);
		await eventually('keys work again', async () => {
			await sleep(3000);
			await terminal.press('?');
			return /Quit/i.test(terminal.screen());
		});
		await terminal.press('q', 'q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	});
});

test('after a stop by SIGSTOP, fg sets up the terminal again', async () => {
	for (const args of ['', '--compact']) {
		await using terminal = openInShell(
			`"$@" ${args}; stty sane; printf "\\n\\nstopped\\n"; read answer; fg; echo "ended with $?"`,
			{
				columns: 100,
				rows: 30,
			},
		);
		await terminal.waitFor(/CPU.*\d%/s);
		process.kill(await programOf(terminal), 'SIGSTOP');
		await terminal.waitFor(/stopped/);
		await terminal.resize(90, 26);
		await terminal.press('enter');
		await eventually('the terminal is raw again', async () =>
			(await terminal.leftBehind()).some(mode => /raw|icanon|echo/i.test(mode)),
		);
		await terminal.waitFor(/CPU.*\d%/s);
		assert.equal(terminal.emulator.buffer.active.type, args === '' ? 'alternate' : 'normal');
		await terminal.press('q');
		await terminal.waitFor(/ended with 0/);
		assert.deepEqual(await terminal.leftBehind(), []);
	}
});

suite('a terminal that accepts no output', () => {
	for (const view of ['detailed', 'compact']) {
		test(`does not stop the server or the shutdown: ${view}`, async () => {
			const port = await freePort();
			await using terminal = openProgram(['--view', view, '--interval', '0.1', '--serve', '--port', String(port)], {
				columns: 200,
				rows: 50,
			});
			await terminal.waitFor(/CPU.*\d%/s);
			await fill(terminal);
			const url = `http://127.0.0.1:${port}/healthz`;
			assert.equal((await fetch(url, {signal: AbortSignal.timeout(10_000)})).status, 200);
			terminal.signal('SIGTERM');
			await eventually('the program ends', () => !isRunning(terminal.pid));
		});
	}

	test('shows the latest sample when it accepts output again', async () => {
		await using terminal = openProgram(['--interval', '0.1'], {columns: 200, rows: 50});
		await terminal.waitFor(/CPU.*\d%/s);
		await fill(terminal);
		await terminal.press('?');
		terminal.resume();
		await terminal.waitFor(/Quit/i);
		await terminal.press('escape');
		await terminal.waitFor(/CPU.*\d%/s);
		await terminal.press('q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
		assert.deepEqual(await terminal.leftBehind(), []);
	});
});

suite('a closed terminal ends the program', () => {
	for (const size of ['stty cols 120 rows 40', 'stty cols 0 rows 0']) {
		for (const input of ['', '< /dev/null']) {
			test(`ends also if its shell ended before: ${size} ${input}`, async () => {
				const script = `${size}; "$@" ${input}; exit 0`;
				await using terminal = openTerminal('/bin/sh', ['-c', script, 'sh', ...programCommand]);
				await terminal.waitFor(/CPU.*\d%/s);
				const pid = await programOf(terminal);
				terminal.signal('SIGKILL');
				await sleep(500);
				terminal.hangUp();
				await eventually('the program has ended', () => !isRunning(pid));
			});
		}
	}
});

/** Returns the pipes and sockets of a process, through which it would read from a child. */
function pipesOf(pid: number): readonly string[] {
	return readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
		try {
			const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
			return /^(?:pipe|socket):/.test(target) ? [target] : [];
		} catch {
			// It was closed meanwhile.
			return [];
		}
	});
}

suite('a terminal without a size', () => {
	for (const [env, columns, rows] of [
		[{}, 80, 24],
		[{COLUMNS: '100', LINES: '30'}, 100, 30],
		[{COLUMNS: 'wide', LINES: '-1'}, 80, 24],
	] as const) {
		test(`is ${columns} × ${rows} with ${JSON.stringify(env)}, without starting a process`, async () => {
			await using terminal = openTerminal('/bin/sh', ['-c', 'stty cols 0 rows 0; exec "$@"', 'sh', ...programCommand], {
				columns: 100,
				rows: 30,
				env,
			});
			await terminal.waitFor(/CPU.*\d%/s);
			await terminal.waitFor(/help/);
			assert.equal(terminal.rows().findLastIndex(row => row !== '') + 1, rows);
			assert.ok(Math.max(...terminal.rows().map(row => row.length)) > columns - 20);
			assert.ok(Math.max(...terminal.rows().map(row => row.length)) <= columns);
			const hasSocket = (): boolean => pipesOf(terminal.pid).some(target => target.startsWith('socket:'));
			await eventually('it listens on the socket of its lock', hasSocket);
			const before = pipesOf(terminal.pid);
			await terminal.waitForFrames(3);
			assert.deepEqual(pipesOf(terminal.pid), before);
			await terminal.press('q');
			assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
		});
	}
});

test('a service keeps running when the terminal it left is closed', async () => {
	const port = await freePort();
	const script = `"$@" --headless --serve --port ${port} > /dev/null & echo started; read answer; exit 0`;
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand]);
	await terminal.waitFor(/started/);
	const pid = await programOf(terminal);
	const isServing = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
	await eventually('it serves', () => isServing().catch(() => false));
	try {
		await terminal.press('enter');
		await terminal.waitForExit();
		await sleep(3000);
		assert.ok(isRunning(pid));
		process.kill(pid, 'SIGHUP');
		await sleep(500);
		assert.ok(await isServing(), 'the signal asks for the configuration to be read again');
	} finally {
		process.kill(pid, 'SIGKILL');
	}
});

test('a slow reader gets all of the output', async () => {
	const {stdout, exitCode} = await runPipeline(['--print-config'], '| (sleep 2; cat)');
	assert.equal(exitCode, 0);
	JSON.parse(stdout);
});
