import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {eventually} from '../helpers/eventually.js';
import {openProgram} from '../helpers/run-program.js';
import type {TestTerminal} from '../helpers/terminal.js';

const query = '\u001B]11;?';
const white = '\u001B]11;rgb:ffff/ffff/ffff\u001B\\';
const black = '\u001B]11;rgb:0000/0000/0000\u0007';

/** Returns the colour of the first letter of a word on the screen, as `#rrggbb`. */
function colorOf({emulator, rows}: TestTerminal, word: string): string {
	const row = rows().findIndex(text => text.includes(word));
	const column = rows()[row]?.indexOf(word) ?? -1;
	const color = emulator.buffer.active.getLine(row)?.getCell(column)?.getFgColor() ?? 0;
	return `#${color.toString(16).padStart(6, '0')}`;
}

/** Colours of titles. */
const onDark = '#c9d7f2';
const onLight = '#1b2433';

suite('the theme follows the background of the terminal', () => {
	for (const [title, pieces, color] of [
		['a light one', [white], onLight],
		['a dark one', [black], onDark],
		['a reply in pieces', ['\u001B]11;rgb:ff', 'ff/ffff/ff', 'ff\u001B', '\\'], onLight],
		['nonsense', ['\u001B]11;rgb:zz', '/1/2\u0007'], onDark],
	] as const) {
		test(title, async () => {
			await using terminal = openProgram();
			await terminal.waitFor(/CPU.*\d%.*Processes/s);
			assert.equal(colorOf(terminal, 'Processes'), onDark);
			assert.equal(terminal.raw().split(query).length, 2, 'asked once');
			for (const piece of pieces) {
				terminal.write(piece);
				await sleep(20);
			}

			await terminal.waitForFrames(2);
			await eventually('the colours fit', () => colorOf(terminal, 'Processes') === color);
			await terminal.press('?', 'q', 'q');
			assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
			assert.deepEqual(await terminal.leftBehind(), []);
		});
	}

	test('COLORFGBG is the assumption until the reply', async () => {
		await using terminal = openProgram([], {env: {COLORFGBG: '0;15'}});
		await terminal.waitFor(/CPU.*\d%.*Processes/s);
		assert.equal(colorOf(terminal, 'Processes'), onLight);
		terminal.write(black);
		await eventually('the reply counts', () => colorOf(terminal, 'Processes') === onDark);
	});

	test('a chosen theme stays', async () => {
		await using terminal = openProgram(['--theme', 'default']);
		await terminal.waitFor(/CPU.*\d%.*Processes/s);
		terminal.write(white);
		await terminal.waitForFrames(2);
		assert.equal(colorOf(terminal, 'Processes'), onDark);
	});
});

suite('a terminal that may not understand the question is not asked', () => {
	for (const env of [{TERM: 'linux'}, {TERM: 'vt220'}, {TERM: 'eterm-color'}, {NO_COLOR: '1'}]) {
		test(JSON.stringify(env), async () => {
			await using terminal = openProgram([], {env});
			await terminal.waitFor(/CPU.*\d%.*Processes/s);
			assert.ok(!terminal.raw().includes(query));
		});
	}
});

test('late replies of any kind are no keys', async () => {
	await using terminal = openProgram();
	await terminal.waitFor(/CPU.*\d%.*Processes/s);
	terminal.write(white);
	await terminal.waitForFrames(2);
	for (const piece of [
		'\u001BP>|XTe',
		'rm(q370)\u001B\\',
		'\u001B[?62',
		';22c',
		'\u001B]10;rgb:',
		'cccc/dddd/q?q\u0007',
	]) {
		terminal.write(piece);
		await sleep(200);
	}

	await terminal.waitForFrames(2);
	assert.match(terminal.screen(), /CPU.*Processes/s);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});
