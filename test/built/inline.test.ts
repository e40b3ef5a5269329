import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {eventually} from '../helpers/eventually.js';
import {without} from '../helpers/programs.js';
import {openProgram, programCommand} from '../helpers/run-program.js';
import {openTerminal, type TestTerminal} from '../helpers/terminal.js';
import {openTmux, type TmuxWindow} from '../helpers/tmux.js';
import {compactMemory, detailedMemory, withShares} from '../helpers/views.js';

const shellLines = 30;

/** Returns a shell command that writes some lines, then runs the program, then writes a line. */
function belowLines(args: string): readonly string[] {
	const script = `for n in $(seq ${shellLines}); do echo "shell line $n."; done; "$@" ${args}; echo "ended with $?"`;
	return ['/bin/sh', '-c', script, 'sh', ...programCommand];
}

function openBelowLines(args: string, columns: number, rows: number): TestTerminal {
	const [file = '', ...rest] = belowLines(args);
	return openTerminal(file, rest, {columns, rows});
}

/** Returns all rows of the normal screen with its scrollback, without those of the alternate screen. */
function allRows({emulator}: TestTerminal): readonly string[] {
	const {normal} = emulator.buffer;
	return Array.from({length: normal.length}, (_, row) => normal.getLine(row)?.translateToString(true) ?? '');
}

/** Asserts that the lines of the shell are complete, and how many frames there are. */
function assertFrames(rows: readonly string[], count: number): void {
	const text = rows.join('\n');
	assert.deepEqual(
		rows.filter(row => /^shell line \d+\.$/.test(row)),
		Array.from({length: shellLines}, (_, index) => `shell line ${index + 1}.`),
		text,
	);
	assert.equal(rows.filter(row => /\d\d:\d\d:\d\d *$/.test(row)).length, count, text);
	assert.equal(rows.filter(row => /^ ?CPU {2}/.test(row)).length, count, text);
}

/** Ends the program, and asserts that there is one frame, before and after. */
async function leaveOneFrame(terminal: TestTerminal): Promise<void> {
	assertFrames(allRows(terminal), 1);
	await terminal.press('q');
	await terminal.waitForExit();
	assertFrames(allRows(terminal), 1);
	assert.match(allRows(terminal).join('\n'), /\nended with 0\n*$/);
}

/** Waits until the program has drawn for some seconds, in which tmux tells it the last size and it becomes effective. */
async function drawnForSeconds(window: TmuxWindow): Promise<void> {
	const clock = (): string | undefined => /\d\d:\d\d:\d\d/.exec(window.rows().join('\n'))?.[0];
	for (let second = 0; second < 3; second++) {
		const before = clock();
		await eventually('the next second', () => clock() !== before);
	}
}

const drags: ReadonlyArray<readonly [name: string, sizes: ReadonlyArray<readonly [columns: number, rows: number]>]> = [
	['narrower by 5 columns, 10 times', Array.from({length: 10}, (_, step) => [95 - 5 * step, 24])],
	['narrower and wider', Array.from({length: 24}, (_, step) => [[60, 118, 61, 100][step % 4] ?? 0, 24])],
	['to half of the width', [49, 100, 50, 100].map(columns => [columns, 24])],
	['lower and higher', Array.from({length: 20}, (_, step) => [99 - step, [24, 14, 28, 16, 12][step % 5] ?? 0])],
];

suite('resizing the compact view leaves one frame', () => {
	for (const [name, sizes] of drags) {
		for (const pauseMs of [0, 20]) {
			test(`${name}, every ${pauseMs} ms`, async () => {
				await using terminal = openBelowLines('-c', 100, 24);
				await terminal.waitFor(/CPU.*\d%/s);
				for (const [columns, rows] of sizes) {
					await terminal.resize(columns, rows);
					await sleep(pauseMs);
				}

				await terminal.resize(90, 24);
				await sleep(300);
				await terminal.waitForFrames(1);
				await leaveOneFrame(terminal);
			});
		}

		test(`${name}, each drawn before the next`, async () => {
			// A frame for the old size may be in progress when the window changes. Therefore frames come from resizing only.
			await using terminal = openBelowLines('-c --interval 60', 100, 24);
			await terminal.waitFor(withShares);
			for (const [columns, rows] of [...sizes, [90, 24] as const]) {
				const drawn = terminal.waitForFrames(1);
				await terminal.resize(columns, rows);
				await drawn;
				await terminal.waitForQuiet(250);
			}

			await leaveOneFrame(terminal);
		});

		test(`${name}, in tmux`, {skip: without('tmux')}, async () => {
			using window = openTmux(belowLines('-c'), {columns: 100, rows: 24});
			const isDrawn = (): boolean => /CPU.*\d%/.test(window.rows().join('\n'));
			await eventually('the first frame', isDrawn);
			for (const [columns, rows] of sizes) {
				window.resize(columns, rows);
				await sleep(200);
			}

			window.resize(90, 24);
			await drawnForSeconds(window);
			assertFrames(window.rows(), 1);
			window.press('q');
			await eventually('the end', () => /ended with 0/.test(window.rows().join('\n')));
			assertFrames(window.rows(), 1);
		});
	}
});

suite('changing the view', () => {
	test('leaves no frame of a view before', async () => {
		await using terminal = openBelowLines('-c', 100, 30);
		await terminal.waitFor(/CPU.*\d%/s);
		const line = /CPU .*MEM .*DISK /;
		for (const [key, shown] of [
			['d', detailedMemory],
			['c', compactMemory],
			['d', detailedMemory],
			['c', compactMemory],
			['?', /Quit/i],
			['escape', compactMemory],
			['v', line],
			['v', detailedMemory],
			['c', compactMemory],
		] as const) {
			await terminal.press(key);
			await terminal.waitFor(shown);
		}

		assert.equal(terminal.emulator.buffer.active.type, 'normal');
		assertFrames(allRows(terminal), 1);
		await terminal.press('d');
		await terminal.waitFor(detailedMemory);
		assertFrames(allRows(terminal), 0);
		await terminal.press('q');
		await terminal.waitForExit();
		assertFrames(allRows(terminal), 0);
	});
});

suite('leaving', () => {
	for (const [view, columns, rows] of [
		['detailed', 200, 50],
		['detailed', 80, 24],
		['compact', 160, 50],
		['compact', 80, 8],
		['line', 80, 24],
	] as const) {
		test(`writes at most 200 bytes after q: ${view}, ${columns}x${rows}`, async () => {
			await using terminal = openProgram(['--view', view, '--interval', '60'], {columns, rows});
			await terminal.waitFor(/CPU.*\d%/s);
			await terminal.waitForQuiet(300);
			const before = terminal.output().bytes;
			await terminal.press('q');
			assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
			const written = terminal.output().bytes - before;
			assert.ok(written <= 200, `${written} bytes`);
			assert.deepEqual(await terminal.leftBehind(), []);
		});
	}
});
