import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openProgram, programCommand} from '../helpers/run-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {compactMemory, detailedMemory} from '../helpers/views.js';
import {colourCodes} from './escape-codes.js';

const alternateScreens = [47, 1047, 1049];

test('the first screen shows CPU and memory, and q quits', async () => {
	await using terminal = openProgram();
	const screen = await terminal.waitFor(/CPU.*\d%/s);
	assert.match(screen, detailedMemory);
	assert.ok(terminal.modesUsed().has(1049), 'drawn in the alternate screen');
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.equal(terminal.screen().trim(), '', 'the screen before is back');
});

test('a running screen is neither cleared nor scrolled, and no row wraps', async () => {
	for (const [columns, rows] of [
		[80, 24],
		[120, 40],
		[40, 10],
	] as const) {
		await using terminal = openProgram([], {columns, rows});
		await terminal.waitFor(/CPU/);
		const before = terminal.output();
		await terminal.waitForFrames(3);
		const after = terminal.output();
		assert.equal(after.fullClears, before.fullClears, `${columns}x${rows}`);
		assert.deepEqual([after.scrolls, after.wraps], [0, 0], `${columns}x${rows}`);
	}
});

test('? opens the help, and Escape closes it without quitting', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU/);
	await terminal.press('?');
	await terminal.waitFor(/Keys|Help/);
	await terminal.press('escape');
	await terminal.waitFor(/^(?!.*(Keys|Help)).*CPU/s);
	await terminal.press('escape');
	await terminal.waitForFrames(1);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});

test('c, d and v change the view', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(detailedMemory);
	await terminal.press('c');
	await terminal.waitFor(compactMemory);
	await terminal.press('d');
	await terminal.waitFor(detailedMemory);
	await terminal.press('v');
	await terminal.waitFor(compactMemory);
});

test('space pauses the screen and shows a badge', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU/);
	await terminal.press('space');
	await terminal.waitFor(/PAUSED/);
	await terminal.press('space');
	await terminal.waitFor(/^(?!.*PAUSED).*CPU/s);
});

test('keys typed at once are all handled', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU/);
	terminal.write('?qq');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});

test('colours are used, and none with NO_COLOR', async () => {
	for (const [env, isColoured] of [
		[{}, true],
		[{NO_COLOR: '1'}, false],
	] as const) {
		await using terminal = openProgram([], {env});
		await terminal.waitFor(/CPU.*\d%/s);
		await terminal.press('?');
		await terminal.waitFor(/Keys|Help/);
		await terminal.press('q', 'q');
		await terminal.waitForExit();
		assert.equal(colourCodes(terminal.raw()).length > 0, isColoured, JSON.stringify(env));
	}
});

test('--ascii draws with ASCII characters only', async () => {
	for (const view of ['detailed', 'compact', 'line']) {
		await using terminal = openProgram(['--ascii', '--view', view], {columns: 100, rows: 30});
		await terminal.waitFor(/CPU.*\d%/s);
		await terminal.waitForFrames(2);
		assert.match(terminal.screen(), /^[\u0020-\u007E\n]*$/, view);
	}
});

test('the compact view is drawn below the existing output, outside the alternate screen', async () => {
	await using terminal = openTerminal('/bin/sh', [
		'-c',
		'echo what was there; exec "$@"',
		'sh',
		...programCommand,
		'--compact',
	]);
	await terminal.waitFor(/what was there\n.*CPU.*\d%/s);
	await terminal.waitForFrames(3);
	assert.match(terminal.screen(), /what was there\n.*CPU/s);
	assert.equal(terminal.screen().match(/^ CPU /gm)?.length, 1, 'updated in place');
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(
		alternateScreens.filter(mode => terminal.modesUsed().has(mode)),
		[],
	);
});

test('a screen with standard input from /dev/null ends at a signal and gives the terminal back', async () => {
	await using terminal = openTerminal('/bin/sh', ['-c', 'exec "$@" </dev/null', 'sh', ...programCommand]);
	await terminal.waitFor(/CPU.*\d%/s);
	terminal.signal('SIGTERM');
	assert.equal((await terminal.waitForExit()).signal, null);
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a dumb terminal gets plain lines', async () => {
	await using terminal = openProgram([], {env: {TERM: 'dumb'}, columns: 200});
	await terminal.waitFor(/CPU.*\d%.*\n.*CPU.*\d%/);
	assert.doesNotMatch(terminal.raw(), /\u001B/);
});

test('a Linux console gets only characters in its font', async () => {
	await using terminal = openProgram([], {env: {TERM: 'linux'}, columns: 120, rows: 40});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.waitForFrames(2);
	// Command lines of other programs may contain anything.
	const drawn = terminal.rows().map(row => row.replace(/│ +\d+ [a-z_][\w-]* .*/, ''));
	assert.match(drawn.join('\n'), /^[ -~·°•←↑↓─│┌┐└┘░▒▓█▄▌\n]*$/);
});

test('a terminal with the continuous-integration variable set gets the screen', async () => {
	await using terminal = openProgram([], {env: {CI: 'true'}});
	await terminal.waitFor(/CPU.*\d%/s);
});
