import {Buffer} from 'node:buffer';
import {closeSync, constants, openSync} from 'node:fs';
import process from 'node:process';
import {setImmediate as immediate, setTimeout as sleep} from 'node:timers/promises';
import type {ReadStream} from 'node:tty';
import pty, {type IPty} from '@lydell/node-pty';
import type {Terminal} from '@xterm/headless';
import {createEmulator, rowsOnScreen} from './emulator.js';
import {type Exit, toExit} from './exit.js';
import {keyBytes} from './keys.js';
import {kill} from './kill.js';
import {coloursOn, rawSettings, readLineSettings} from './left-behind.js';
import {loginEnvironment} from './login-environment.js';
import {type ScreenFaults, watchFaults} from './screen-faults.js';
import {isRunning, sessionMembers} from './session.js';
import {temporaryDirectory} from './temporary-directory.js';
import {watchModes} from './terminal-modes.js';

/** What the program has written since it started. */
export type Output = ScreenFaults & {
	readonly bytes: number;
	/** Synchronized updates (CSI ?2026h) begun: the frames of a program that uses them. */
	readonly frames: number;
};

/** A program running in a real pseudo-terminal, and an emulator that shows what a person would see. */
export type TestTerminal = AsyncDisposable & {
	readonly pid: number;
	/** The emulator itself: colours and attributes of every cell. */
	readonly emulator: Terminal;
	/** The rows on screen, top first, without trailing blanks. */
	rows(): readonly string[];
	/** The rows joined by newlines. */
	screen(): string;
	/** Every byte received, as text: escape sequences and all. */
	raw(): string;
	output(): Output;
	/** Resolves with the screen as soon as it matches; rejects, showing the screen, when the program ends or time is up. */
	waitFor(pattern: RegExp, limitMs?: number): Promise<string>;
	/** Resolves once nothing was written for `quietMs`; rejects when that does not happen within the limit. */
	waitForQuiet(quietMs: number, limitMs?: number): Promise<void>;
	/** Resolves after `count` further frames. */
	waitForFrames(count: number, limitMs?: number): Promise<void>;
	/** Sends text as one chunk, as a paste does. */
	write(text: string): void;
	/** Presses keys one after the other, by name (`'ctrl-c'`, `'escape'`, `'up'`) or by the character they type. */
	press(...keys: readonly string[]): Promise<void>;
	resize(columns: number, rows: number): Promise<void>;
	/** Sends a signal to the program alone. */
	signal(name: NodeJS.Signals): void;
	/** Reads nothing any more, like a connection that stalled, until `resume`. */
	stall(): void;
	resume(): void;
	/** Closes the terminal's window: the program gets SIGHUP, reads end-of-file, and its writes fail. */
	hangUp(): void;
	/** Resolves once the program has ended; rejects, showing the screen, when time is up. */
	waitForExit(limitMs?: number): Promise<Exit>;
	/**
	What a program that ended, or was suspended, did not give back: private modes still set (alternate screen, hidden
	cursor, mouse, …), line settings (raw mode), colours. Empty when the terminal is as it was.
	*/
	leftBehind(): Promise<readonly string[]>;
	/** The private modes (the number in CSI ? number h) that were ever switched on. */
	modesUsed(): ReadonlySet<number>;
	/** Ends the program and its children with SIGKILL if they still run. */
	[Symbol.asyncDispose](): Promise<void>;
};

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	/** Added to a login environment that holds nothing of the one the tests run in but `PATH`. */
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
};

/** What the types of node-pty leave out. */
type UnixPty = IPty & {readonly ptsName: string; readonly _socket: ReadStream; destroy(): void};

const defaultLimitMs = 40_000;
const keyGapMs = 15;
const reapedCheckMs = 10;
/** Time for a busy machine to read the last output of a program that ended, while children hold the terminal open. */
const lastOutputLimitMs = 5000;

export function openTerminal(file: string, args: readonly string[], options: TerminalOptions = {}): TestTerminal {
	const {columns = 80, rows = 24, env = {}, cwd = process.cwd()} = options;
	const emulator = createEmulator(columns, rows);
	const modes = watchModes(emulator);
	const faults = watchFaults(emulator);

	const home = temporaryDirectory();
	const child = pty.spawn(file, [...args], {
		cols: columns,
		rows,
		cwd,
		env: {...loginEnvironment(home.path), ...env},
		encoding: null,
	}) as UnixPty;
	const readAll = readToTheEnd(child._socket);
	// Kept open, so that the line settings can still be read when the program is gone.
	const line = openSync(child.ptsName, constants.O_RDWR | constants.O_NOCTTY);
	let lineSettings: string | undefined;
	let exit: Exit | undefined;
	let isWindowOpen = true;
	let lastOutputMs = performance.now();
	const chunks: Buffer[] = [];
	const changed = new EventTarget();

	// With `encoding: null` the chunks are buffers, whatever the type says.
	child.onData(chunk => {
		lastOutputMs = performance.now();
		const bytes = chunk as unknown as Buffer;
		chunks.push(bytes);
		emulator.write(bytes);
	});
	emulator.onData(answer => {
		write(answer);
	});
	emulator.onWriteParsed(() => {
		changed.dispatchEvent(new Event('change'));
	});

	const reaped = setInterval(() => {
		if (!isRunning(child.pid)) {
			clearInterval(reaped);
			lineSettings = readLineSettings(line);
			closeSync(line);
		}
	}, reapedCheckMs);

	const exited = new Promise<Exit>(resolve => {
		child.onExit(({exitCode, signal}) => {
			emulator.write('', () => {
				exit = toExit(exitCode, signal);
				changed.dispatchEvent(new Event('change'));
				resolve(exit);
			});
		});
	});

	const screen = (): string => rowsOnScreen(emulator).join('\n');
	const flushed = (): Promise<void> => new Promise(resolve => emulator.write('', resolve));
	/** Resolves once everything is shown that the program has written. */
	const allShown = async (): Promise<void> => {
		for (let shown = -1; shown < chunks.length; ) {
			shown = chunks.length;
			await flushed();
			// The event loop reads meanwhile.
			await immediate();
		}
	};

	function write(text: string): void {
		if (exit === undefined && isWindowOpen) {
			child.write(text);
		}
	}

	/** Asks again whenever the screen has changed. */
	async function until(isTrue: () => boolean, what: string, limitMs: number): Promise<void> {
		const isOver = AbortSignal.timeout(limitMs);
		while (!isTrue()) {
			if (isOver.aborted || exit !== undefined) {
				const why = exit === undefined ? `within ${limitMs} ms` : `before the program ended (${JSON.stringify(exit)})`;
				throw new Error(`${what} did not come ${why}; the screen:\n${screen()}`);
			}

			await nextChange(changed, isOver);
		}
	}

	return {
		pid: child.pid,
		emulator,
		rows: () => rowsOnScreen(emulator),
		screen,
		write,
		raw: () => Buffer.concat(chunks).toString('utf8'),
		output: () => ({
			...faults(),
			bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
			frames: modes.synchronizedUpdates(),
		}),
		async waitFor(pattern, limitMs = defaultLimitMs) {
			await until(() => pattern.test(screen()), String(pattern), limitMs);
			return screen();
		},
		async waitForQuiet(quietMs, limitMs = defaultLimitMs) {
			const isOver = AbortSignal.timeout(limitMs);
			for (;;) {
				const leftMs = lastOutputMs + quietMs - performance.now();
				if (leftMs <= 0) {
					return flushed();
				}

				if (isOver.aborted) {
					throw new Error(`the output did not pause for ${quietMs} ms within ${limitMs} ms`);
				}

				await sleep(leftMs);
			}
		},
		waitForFrames(count, limitMs = defaultLimitMs) {
			const wanted = modes.synchronizedUpdates() + count;
			return until(() => modes.synchronizedUpdates() >= wanted, `${count} frames`, limitMs);
		},
		async waitForExit(limitMs = defaultLimitMs) {
			await until(() => exit !== undefined, 'the end of the program', limitMs);
			return exited;
		},
		async press(...keys) {
			for (const key of keys) {
				write(keyBytes(key));
				await sleep(keyGapMs);
			}
		},
		async resize(newColumns, newRows) {
			await allShown();
			child.resize(newColumns, newRows);
			faults.ignore(() => emulator.resize(newColumns, newRows));
		},
		signal(name) {
			process.kill(child.pid, name);
		},
		stall: () => child.pause(),
		resume: () => child.resume(),
		hangUp() {
			isWindowOpen = false;
			readAll.giveUp();
			child.destroy();
		},
		async leftBehind() {
			await flushed();
			const settings = lineSettings ?? readLineSettings(line);
			return [...modes.stillSet(), ...rawSettings(settings), ...(await coloursOn(emulator))];
		},
		modesUsed: modes.used,
		async [Symbol.asyncDispose]() {
			for (const {pid} of sessionMembers(child.pid)) {
				kill(pid);
			}

			await exited;
			emulator.dispose();
			home[Symbol.dispose]();
		},
	};
}

/** Fills the buffers of a terminal, which is not read any more until `resume`. */
export async function fill(terminal: TestTerminal): Promise<void> {
	terminal.stall();
	// More than the system buffers for a reader.
	for (let count = 0; count < 60; count++) {
		await terminal.resize(count % 2 === 0 ? 150 : 200, 50);
		await sleep(50);
	}
}

/**
Keeps the terminal open until everything was read: node-pty closes it 200 ms after the end of the program, read or not.
*/
function readToTheEnd(socket: ReadStream): {giveUp(): void} {
	const destroy = socket.destroy.bind(socket);
	const giveUp = (): void => {
		socket.destroy = destroy;
	};
	socket.destroy = error => {
		if (error !== undefined || socket.readableEnded) {
			return destroy(error);
		}

		const timer = setTimeout(destroy, lastOutputLimitMs);
		socket.once('close', () => clearTimeout(timer));
		return socket;
	};
	return {giveUp};
}

/** Resolves with the next change, or when the signal aborts. */
function nextChange(target: EventTarget, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const done = (): void => {
			target.removeEventListener('change', done);
			signal.removeEventListener('abort', done);
			resolve();
		};

		target.addEventListener('change', done);
		signal.addEventListener('abort', done);
	});
}
