import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isRunning, sessionMembers} from './session.js';
import {openTerminal} from './terminal.js';

const shell = (script: string, options?: Parameters<typeof openTerminal>[2]) =>
	openTerminal('/bin/sh', ['-c', script], options);

test('shows what a program writes, in a terminal of the size asked for', async () => {
	await using terminal = shell('stty size; echo "$TERM"; sleep 60', {columns: 33, rows: 7});
	await terminal.waitFor(/7 33\nxterm-256color/);
	assert.equal(terminal.rows().length, 7);
});

test('hides the variables of the test run from the program', async () => {
	await using terminal = shell('echo "[$CI$FORCE_COLOR$NO_COLOR$NODE_TEST_CONTEXT$NODE_OPTIONS]"', {});
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.match(terminal.screen(), /\[\]/);
});

test('reports the exit code and the signal as child_process does', async () => {
	await using failing = shell('exit 7');
	await using killed = shell('kill -TERM $$');
	assert.deepEqual(await failing.waitForExit(), {exitCode: 7, signal: null});
	assert.deepEqual(await killed.waitForExit(), {exitCode: null, signal: 'SIGTERM'});
});

test('finds nothing left behind by a program that cleans up', async () => {
	await using terminal = shell(String.raw`printf '\033[?1049h\033[?25l\033[31mred\033[0m\033[?25h\033[?1049l'`);
	await terminal.waitForExit();
	assert.deepEqual(await terminal.leftBehind(), []);
	assert.deepEqual([...terminal.modesUsed()].sort(), [1049, 25]);
});

test('names everything a program leaves behind', async () => {
	await using terminal = shell(
		String.raw`stty -icanon -echo; printf '\033[?1049h\033[?25l\033[?1000;1006h\033[?2004h\033[?2026h\033[31mred'`,
	);
	await terminal.waitForExit();
	assert.deepEqual(await terminal.leftBehind(), [
		'alternate screen (?1049)',
		'hidden cursor (?25)',
		'mouse clicks (?1000)',
		'SGR mouse (?1006)',
		'bracketed paste (?2004)',
		'synchronized update (?2026)',
		'stty -icanon',
		'stty -echo',
		'colours or text attributes',
	]);
});

test('counts rows that wrap, scrolls and full clears', async () => {
	await using wrapping = shell(`printf '%0100d' 0`, {columns: 40});
	await using scrolling = shell(String.raw`printf '\033[?1049h1\n2\n3\n4\n5'`, {rows: 4});
	await using clearing = shell(String.raw`printf '\033[2J\033[H\033[Jx\033[J'`);
	await Promise.all([wrapping.waitForExit(), scrolling.waitForExit(), clearing.waitForExit()]);
	const faults = [wrapping, scrolling, clearing].map(terminal => {
		const {fullClears, scrolls, wraps} = terminal.output();
		return {fullClears, scrolls, wraps};
	});
	assert.deepEqual(faults, [
		{fullClears: 0, scrolls: 0, wraps: 2},
		{fullClears: 0, scrolls: 1, wraps: 0},
		{fullClears: 2, scrolls: 0, wraps: 0},
	]);
});

test('sends keys by name, text, resizes and signals', async () => {
	await using terminal = shell(
		`trap 'echo size $(stty size)' WINCH; trap 'echo bye; exit 3' TERM; stty -icanon; echo ready; while :; do od -An -c -N 1; done`,
	);
	await terminal.waitFor(/ready/);
	await terminal.press('up');
	await terminal.waitFor(/033\s+\[\s+A/);
	await terminal.resize(50, 12);
	await terminal.press('x');
	await terminal.waitFor(/size 12 50/);
	terminal.signal('SIGTERM');
	await terminal.press('y');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 3, signal: null});
});

test('a text that never shows is an error with the screen in it', async () => {
	await using terminal = shell('echo something else; sleep 60');
	await terminal.waitFor(/something/);
	await assert.rejects(terminal.waitFor(/never/, 50), /\/never\/ did not come within 50 ms.*\nsomething else/s);
});

test('a program that does not end is an error with the screen in it', async () => {
	await using terminal = shell('echo still here; sleep 60');
	await terminal.waitFor(/still/);
	await assert.rejects(terminal.waitForExit(50), /the end of the program did not come within 50 ms.*\nstill here/s);
});

test('closing the window ends a program that does not resist', async () => {
	await using terminal = shell('echo ready; sleep 60');
	await terminal.waitFor(/ready/);
	terminal.hangUp();
	assert.deepEqual(await terminal.waitForExit(), {exitCode: null, signal: 'SIGHUP'});
});

test('a program that resists is killed with its children when the terminal is disposed', async () => {
	const terminal = shell(`trap '' TERM HUP INT; sleep 60 & echo "child $!."; wait`);
	const child = Number(/child (\d+)\./.exec(await terminal.waitFor(/child \d+\./))?.[1]);
	assert.ok(isRunning(child));
	await terminal[Symbol.asyncDispose]();
	assert.deepEqual(await terminal.waitForExit(), {exitCode: null, signal: 'SIGKILL'});
	assert.deepEqual(sessionMembers(terminal.pid), []);
	assert.equal(isRunning(child), false);
});
