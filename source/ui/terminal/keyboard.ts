import {openSync, readFileSync} from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import type {Stdin} from './stdin.js';

/** The terminal that keys are read from. */
export type Keyboard = Disposable & {readonly stdin: Stdin};

/**
Opens the terminal to read keys from: standard input or, when that is a pipe or a file, the terminal that controls the process.
Returns `undefined` when there is none, or when the process runs in the background, where reading would stop it.
*/
export function openKeyboard(): Keyboard | undefined {
	if (process.stdin.isTTY) {
		return {stdin: process.stdin, [Symbol.dispose]() {}};
	}

	if (process.platform === 'win32' || !isInForeground()) {
		return undefined;
	}

	try {
		const stream = new tty.ReadStream(openSync('/dev/tty', 'r+'));
		// A closed terminal ends the program by its output.
		stream.on('error', () => {});
		return {stdin: stream as Stdin, [Symbol.dispose]: () => void stream.destroy()};
	} catch {
		return undefined;
	}
}

/** Returns whether the terminal sends its keys to the process; `true` where this is unknown. */
function isInForeground(): boolean {
	try {
		// The fields after the name, which may contain blanks: state, parent, group, session, terminal, group in foreground.
		const text = readFileSync('/proc/self/stat', 'utf8');
		const [, , group, , , foreground] = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return group === foreground;
	} catch {
		return true;
	}
}
