import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openProgram} from '../helpers/run-program.js';
import {withShares} from '../helpers/views.js';

const growing = [
	[20, 1],
	[20, 6],
	[30, 10],
	[40, 10],
	[60, 15],
	[80, 24],
	[81, 25],
	[100, 30],
	[120, 36],
	[160, 45],
	[200, 50],
	[300, 60],
	[300, 6],
	[20, 60],
] as const;

test('every size from 20x1 to 300x60 and back is drawn without a wrapped row or a scroll', async () => {
	// A frame for the old size may be in progress when the window changes. Therefore frames come from resizing only.
	await using terminal = openProgram(['--interval', '60']);
	await terminal.waitFor(withShares);
	for (const [columns, rows] of [...growing, ...growing.toReversed().slice(1)]) {
		await terminal.waitForQuiet(100);
		const before = terminal.output();
		await terminal.resize(columns, rows);
		await terminal.waitForFrames(1);
		await terminal.waitForQuiet(100);
		await terminal.waitFor(/CPU|[✖▲●]/);
		const after = terminal.output();
		assert.deepEqual(
			[after.wraps - before.wraps, after.scrolls - before.scrolls],
			[0, 0],
			`wraps and scrolls at ${columns}x${rows}:\n${terminal.screen()}`,
		);
	}

	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});

test('the screen starts at every size', async () => {
	for (const [columns, rows] of [
		[20, 1],
		[20, 6],
		[40, 10],
		[300, 60],
	] as const) {
		await using terminal = openProgram([], {columns, rows});
		await terminal.waitFor(/CPU.*\d%/s);
		await terminal.waitForFrames(2);
		const {scrolls, wraps} = terminal.output();
		assert.deepEqual([scrolls, wraps], [0, 0], `${columns}x${rows}:\n${terminal.screen()}`);
		await terminal.press('q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
		assert.deepEqual(await terminal.leftBehind(), []);
	}
});

test('after many resizes the screen has the last size', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU.*\d%/s);
	for (let step = 0; step < 60; step++) {
		await terminal.resize(40 + ((step * 37) % 160), 8 + ((step * 13) % 45));
	}

	await terminal.resize(90, 25);
	await terminal.waitFor(/^[^\n]+\d\d:\d\d:\d\d *\n(?:[^\n]*\n){23} \? help[^\n]*$/);
	assert.match(terminal.screen(), /[¹²³]CPU[^\n]*\n(?:[^\n]*\n)+─ [⁴⁵⁶⁷]Processes ─[^\n]* ─\n/);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a size that came and went at once leaves no trace: the whole screen is drawn again', async () => {
	await using terminal = openProgram(['--interval', '60']);
	await terminal.waitFor(withShares);
	await terminal.waitForQuiet(100);
	const before = terminal.output().bytes;
	// The terminal may have cut rows, and the program is told only that something has changed.
	terminal.signal('SIGWINCH');
	await terminal.waitForFrames(1);
	await terminal.waitForQuiet(100);
	assert.ok(terminal.output().bytes - before > 1000, `${terminal.output().bytes - before} bytes`);
	assert.match(terminal.screen(), withShares);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});
