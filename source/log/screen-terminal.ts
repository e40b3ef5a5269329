import {closeSync, constants, fstatSync, openSync} from 'node:fs';
import tty from 'node:tty';

/** Standard input, output and error. */
const standardStreams = [0, 1, 2];

/** What `/dev/tty` is on Linux: whichever terminal the process has. */
const ownTerminal = 0x0500;

/** Whether a path leads to the terminal that the screen is drawn on, by whatever name. */
export function isScreenTerminal(path: string): boolean {
	let fd: number;
	try {
		fd = openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
	} catch {
		return false;
	}

	try {
		const {rdev} = fstatSync(fd);
		const isOwn = (stream: number): boolean => tty.isatty(stream) && fstatSync(stream).rdev === rdev;
		return tty.isatty(fd) && (rdev === ownTerminal || path === '/dev/tty' || standardStreams.some(isOwn));
	} finally {
		closeSync(fd);
	}
}
