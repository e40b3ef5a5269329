import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {openProgram, programCommand} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {openTerminal} from '../helpers/terminal.js';

for (const name of ['/dev/tty', '/dev/stdout', '/proc/self/fd/2']) {
	test(`the log is not written to the terminal of the screen, called ${name}`, async () => {
		await using terminal = openProgram(['--log-file', name]);
		const {exitCode} = await terminal.waitForExit();
		assert.equal(exitCode, 2);
		assert.match(
			terminal.screen().replaceAll('\n', ''),
			new RegExp(`^mon-tui: --log-file: ${name} is the terminal that the screen is drawn on; it must be a file`),
		);
		assert.deepEqual([...terminal.modesUsed()], []);
	});
}

test('the log is not written to the terminal of the screen under its device name', async () => {
	const script = 'exec "$0" "$@" --log-file "$(tty)"';
	await using terminal = openTerminal('/bin/sh', ['-c', script, ...programCommand]);
	assert.equal((await terminal.waitForExit()).exitCode, 2);
	assert.match(terminal.screen(), /mon-tui: --log-file: \/dev\/pts\/\d+ is the terminal/);
});

test('the log is written to the terminal without a screen, and to a file with one', async () => {
	await using service = openProgram(['--headless', '--no-gpu', '--log-file', '/dev/tty']);
	await service.waitFor(/"area":"monitor"/);
	service.signal('SIGTERM');
	assert.equal((await service.waitForExit()).exitCode, 0);

	using directory = temporaryDirectory();
	await using terminal = openProgram(['--no-gpu', '--log-file', directory.file('mon-tui.log')]);
	await terminal.waitForFrames(2);
	await terminal.press('q');
	assert.equal((await terminal.waitForExit()).exitCode, 0);
	assert.match(readFileSync(directory.file('mon-tui.log'), 'utf8'), /mon-tui stopped/);
});
