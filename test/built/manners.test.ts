import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {WebSocket} from 'ws';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {openProgram, programCommand} from '../helpers/run-program.js';
import {fill, openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {compactMemory} from '../helpers/views.js';

suite('keys', () => {
	for (const input of ['< /dev/null', '< /etc/passwd']) {
		test(`come from the terminal when standard input is something else: ${input}`, async () => {
			await using terminal = openTerminal('/bin/sh', ['-c', `"$@" ${input}`, 'sh', ...programCommand]);
			await terminal.waitFor(/CPU.*\d%/s);
			await terminal.press('c');
			await terminal.waitFor(compactMemory);
			await terminal.press('q');
			assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
			assert.deepEqual(await terminal.leftBehind(), []);
		});
	}
});

suite('the title of the window', () => {
	const titleCodes = (terminal: TestTerminal): readonly string[] =>
		terminal.raw().match(/\u001B\]2;[^\u0007]*\u0007|\u001B\[2[23];2t/g) ?? [];

	test('says how the machine is, and is given back', async () => {
		await using terminal = openProgram(['--compact']);
		await terminal.waitFor(/CPU.*\d%/s);
		await eventually('a title', () => titleCodes(terminal).length > 1);
		await terminal.press('d', 'q');
		await terminal.waitForExit();
		const codes = titleCodes(terminal);
		assert.equal(codes[0], '\u001B[22;2t');
		assert.equal(codes.at(-1), '\u001B[23;2t');
		const shown = codes.slice(1, -1);
		assert.ok(shown.length > 0 && shown.length < 20, `${shown.length}`);
		for (const code of shown) {
			assert.match(code, /^\u001B\]2;[●▲✖] /);
		}
	});

	for (const [args, env] of [
		[['--no-title'], {}],
		[[], {TERM: 'linux'}],
		[[], {TERM: 'vt220'}],
	] as const) {
		test(`stays as it is: ${args} ${JSON.stringify(env)}`, async () => {
			await using terminal = openProgram(args, {env});
			await terminal.waitFor(/CPU.*\d%/s);
			await sleep(3500);
			await terminal.press('q');
			await terminal.waitForExit();
			assert.deepEqual(titleCodes(terminal), []);
		});
	}
});

suite('a terminal that nobody reads', () => {
	test('does not delay the samples of a client', async () => {
		const port = await freePort();
		await using terminal = openProgram(['--interval', '0.2', '--serve', '--port', String(port)], {
			columns: 200,
			rows: 50,
		});
		await terminal.waitFor(/CPU.*\d%/s);
		await fill(terminal);
		let samples = 0;
		const client = new WebSocket(`ws://127.0.0.1:${port}/`);
		client.on('message', () => {
			samples++;
		});
		await eventually('ten samples arrive', () => samples > 10);
		terminal.resume();
		client.close();
		await terminal.press('q');
		await terminal.waitForExit();
		assert.deepEqual(await terminal.leftBehind(), []);
	});

	test('is given back at a fatal signal when it is read again soon', async () => {
		await using terminal = openProgram(['--interval', '0.1'], {columns: 200, rows: 50});
		await terminal.waitFor(/CPU.*\d%/s);
		await fill(terminal);
		terminal.signal('SIGUSR2');
		await sleep(50);
		terminal.resume();
		assert.equal((await terminal.waitForExit()).signal, 'SIGUSR2');
		assert.deepEqual(await terminal.leftBehind(), []);
	});
});
