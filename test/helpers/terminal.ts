import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {closeSync, constants as flags, openSync} from 'node:fs';
import {constants} from 'node:os';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import pty, {type IPty} from '@lydell/node-pty';
import unicode from '@xterm/addon-unicode11';
import headless, {type Terminal} from '@xterm/headless';
import {keyBytes} from './keys.js';
import {loginEnvironment} from './login-environment.js';
import {type ScreenFaults, watchFaults} from './screen-faults.js';
import {isRunning} from './session.js';
import {watchModes} from './terminal-modes.js';

/** As `child_process` reports it: one of the two is `null`. */
export type Exit = {readonly exitCode: number | null; readonly signal: NodeJS.Signals | null};

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
	/** Closes the terminal's window: the program gets SIGHUP, reads end-of-file, and its writes fail. */
	hangUp(): void;
	readonly exited: Promise<Exit>;
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
type UnixPty = IPty & {readonly ptsName: string; destroy(): void};

const defaultLimitMs = 20_000;
const keyGapMs = 15;
const reapedCheckMs = 10;

export function openTerminal(file: string, args: readonly string[], options: TerminalOptions = {}): TestTerminal {
	const {columns = 80, rows = 24, env = {}, cwd = process.cwd()} = options;
	const emulator = new headless.Terminal({cols: columns, rows, allowProposedApi: true});
	emulator.loadAddon(new unicode.Unicode11Addon());
	emulator.unicode.activeVersion = '11';
	const modes = watchModes(emulator);
	const faults = watchFaults(emulator);

	const child = pty.spawn(file, [...args], {
		cols: columns,
		rows,
		cwd,
		env: {...loginEnvironment(), ...env},
		encoding: null,
	}) as UnixPty;
	// Kept open, so that the line settings can still be read when the program is gone.
	const line = openSync(child.ptsName, flags.O_RDWR | flags.O_NOCTTY);
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
				exit = signal ? {exitCode: null, signal: signalName(signal)} : {exitCode, signal: null};
				changed.dispatchEvent(new Event('change'));
				resolve(exit);
			});
		});
	});

	const rowsOnScreen = (): readonly string[] => {
		const buffer = emulator.buffer.active;
		return Array.from(
			{length: emulator.rows},
			(_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
		);
	};

	const screen = (): string => rowsOnScreen().join('\n');
	const flushed = (): Promise<void> => new Promise(resolve => emulator.write('', resolve));

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

			await nextEvent(changed, isOver);
		}
	}

	return {
		pid: child.pid,
		emulator,
		exited,
		rows: rowsOnScreen,
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
		async press(...keys) {
			for (const key of keys) {
				write(keyBytes(key));
				await sleep(keyGapMs);
			}
		},
		async resize(newColumns, newRows) {
			await flushed();
			faults.ignore(() => emulator.resize(newColumns, newRows));
			child.resize(newColumns, newRows);
		},
		signal(name) {
			process.kill(child.pid, name);
		},
		hangUp() {
			isWindowOpen = false;
			child.destroy();
		},
		async leftBehind() {
			await flushed();
			const settings = lineSettings ?? readLineSettings(line);
			return [...modes.stillSet(), ...rawSettings(settings), ...(await colours(emulator))];
		},
		modesUsed: modes.used,
		async [Symbol.asyncDispose]() {
			if (exit === undefined && isRunning(child.pid)) {
				process.kill(-child.pid, 'SIGKILL');
			}

			await exited;
			emulator.dispose();
		},
	};
}

function nextEvent(target: EventTarget, signal: AbortSignal): Promise<void> {
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

function signalName(number: number): NodeJS.Signals {
	const entry = Object.entries(constants.signals).find(([, value]) => value === number);
	return (entry?.[0] ?? `signal ${number}`) as NodeJS.Signals;
}

function readLineSettings(line: number): string {
	return spawnSync('stty', ['-a'], {stdio: [line, 'pipe', 'ignore'], encoding: 'utf8'}).stdout;
}

/** The flags of stty(1) that raw mode switches off; a leading dash means off. */
const cookedFlags = ['icanon', 'echo', 'isig', 'iexten', 'icrnl', 'ixon', 'opost'];

function rawSettings(settings: string): readonly string[] {
	const words = settings.split(/[\s;]+/);
	return cookedFlags.filter(flag => words.includes(`-${flag}`)).map(flag => `stty -${flag}`);
}

/** Writes a blank where the cursor stands and looks at it. */
async function colours(emulator: Terminal): Promise<readonly string[]> {
	const {cursorX, cursorY, baseY} = emulator.buffer.active;
	await new Promise<void>(resolve => emulator.write(' ', resolve));
	const cell = emulator.buffer.active.getLine(baseY + cursorY)?.getCell(cursorX);
	return cell === undefined || cell.isAttributeDefault() ? [] : ['colours or text attributes'];
}
