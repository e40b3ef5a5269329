import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {suite, test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {executable, openProgram, programCommand} from '../helpers/run-program.js';
import {sessionMembers} from '../helpers/session.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {compactMemory, detailedMemory} from '../helpers/views.js';

/** Waits until no child process is left; a killed child may take a moment to end. */
function noneIsLeft({pid}: TestTerminal): Promise<void> {
	return eventually('all child processes have ended', () => sessionMembers(pid).length === 0);
}

const waysToLeave: ReadonlyArray<readonly [name: string, leave: (terminal: TestTerminal) => void | Promise<void>]> = [
	['q', terminal => terminal.press('q')],
	['Ctrl-C', terminal => terminal.press('ctrl-c')],
	['SIGTERM', terminal => terminal.signal('SIGTERM')],
	['SIGINT', terminal => terminal.signal('SIGINT')],
];

for (const view of ['detailed', 'compact', 'line']) {
	suite(`leaving the ${view} view`, () => {
		for (const [name, leave] of waysToLeave) {
			test(`${name} restores the terminal and leaves no process behind`, async () => {
				await using terminal = openProgram(['--view', view]);
				await terminal.waitFor(/CPU.*\d%/s);
				await leave(terminal);
				assert.equal((await terminal.waitForExit()).signal, null);
				assert.deepEqual(await terminal.leftBehind(), []);
				await noneIsLeft(terminal);
			});
		}
	});
}

test('q and Ctrl-C exit with status 0', async () => {
	for (const key of ['q', 'ctrl-c']) {
		await using terminal = openProgram();
		await terminal.waitFor(/CPU/);
		await terminal.press(key);
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null}, key);
	}
});

test('quitting works before the first sample', async () => {
	await using terminal = openProgram();
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('closing the terminal window ends the program and all its child processes', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU.*\d%/s);
	terminal.hangUp();
	const {exitCode, signal} = await terminal.waitForExit();
	assert.ok(exitCode === 0 || signal === 'SIGHUP', `neither a crash nor a failure: ${exitCode} ${signal}`);
	await noneIsLeft(terminal);
});

test('quitting after changes between the views restores the terminal', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(detailedMemory);
	await terminal.press('c');
	await terminal.waitFor(compactMemory);
	await terminal.press('d');
	await terminal.waitFor(detailedMemory);
	await terminal.press('c');
	await terminal.waitFor(compactMemory);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

for (const args of [[], ['--no-mouse']]) {
	test(`keys that arrive together with one that changes the view are not lost ${args}`, async () => {
		await using terminal = openProgram(args);
		await terminal.waitFor(/CPU.*\d%/s);
		terminal.write('cdcdcdq');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
		assert.deepEqual(await terminal.leftBehind(), []);
	});
}

test('Ctrl-Z gives the terminal back to the shell, and fg restores the screen', async () => {
	// The list of processes shows the command of the shell, too, where the word is not whole.
	const script = '"$@"; echo susp""ended; read answer; fg; echo "ended with $?"';
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand]);
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('ctrl-z');
	await terminal.waitFor(/suspended/);
	assert.deepEqual(await terminal.leftBehind(), []);
	await terminal.press('enter');
	await terminal.waitFor(/CPU.*\d%/s);
	assert.equal(terminal.emulator.buffer.active.type, 'alternate');
	await terminal.press('q');
	await terminal.waitFor(/ended with 0/);
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a stop from outside restores the terminal too, and so does the next one', async () => {
	const script =
		'"$@"; echo susp""ended; read answer; fg; echo susp""ended again; read answer; fg; echo "ended with $?"';
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand]);
	for (const word of [/suspended/, /suspended again/]) {
		await terminal.waitFor(/CPU.*\d%/s);
		const [{pid} = {pid: 0}] = sessionMembers(terminal.pid).filter(({parentPid}) => parentPid === terminal.pid);
		process.kill(pid, 'SIGTSTP');
		await terminal.waitFor(word);
		assert.deepEqual(await terminal.leftBehind(), []);
		await terminal.press('enter');
		await terminal.waitFor(/CPU.*\d%/s);
		assert.equal(terminal.emulator.buffer.active.type, 'alternate');
	}

	await terminal.press('q');
	await terminal.waitFor(/ended with 0/);
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a stop from outside during the first frame restores the terminal', {
	skip: executable !== undefined && 'the executable loads no other modules',
}, async () => {
	using directory = temporaryDirectory();
	const preload = directory.file('preload.cjs');
	const stopping = `const write = process.stdout.write;
		process.stdout.write = function (text, ...others) {
			const result = write.call(this, text, ...others);
			if (String(text).includes('CPU')) {
				process.stdout.write = write;
				process.kill(process.pid, 'SIGTSTP');
			}
			return result;
		};`;
	writeFileSync(preload, stopping);
	const script = '"$@"; echo susp""ended; read answer; fg; echo "ended with $?"';
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand], {
		env: {NODE_OPTIONS: `--require=${preload}`},
	});
	await terminal.waitFor(/suspended/);
	assert.deepEqual(await terminal.leftBehind(), []);
	await terminal.press('enter');
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('q');
	await terminal.waitFor(/ended with 0/);
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a window that was resized during a suspension is filled after fg', async () => {
	const script = '"$@"; echo susp""ended; read answer; fg';
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand], {
		columns: 120,
		rows: 40,
	});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('ctrl-z');
	await terminal.waitFor(/suspended/);
	await terminal.resize(70, 20);
	await terminal.press('enter');
	await terminal.waitFor(detailedMemory);
	await terminal.waitForFrames(1);
	const {scrolls, wraps} = terminal.output();
	assert.deepEqual([scrolls, wraps], [0, 0], terminal.screen());
	assert.match(terminal.rows().at(-1) ?? '', /help/);
});

test('after a suspension in which the window was resized, a size that comes and goes at once leaves no trace', async () => {
	const script = '"$@"; echo susp""ended; read answer; fg';
	const command = [...programCommand, '--interval', '60'];
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...command], {columns: 120, rows: 40});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('ctrl-z');
	await terminal.waitFor(/suspended/);
	await terminal.resize(70, 20);
	await terminal.press('enter');
	await terminal.waitFor(detailedMemory);
	await terminal.waitForQuiet(300);
	const before = terminal.output().bytes;
	for (const {pid} of sessionMembers(terminal.pid)) {
		process.kill(pid, 'SIGWINCH');
	}

	await terminal.waitForFrames(1);
	await terminal.waitForQuiet(100);
	assert.ok(terminal.output().bytes - before > 1000, `${terminal.output().bytes - before} bytes`);
});
