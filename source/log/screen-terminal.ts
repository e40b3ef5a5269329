import {closeSync, constants, fstatSync, openSync} from 'node:fs';
import tty from 'node:tty';

/** Standard input, output and error. */
const standardStreams = [0, 1, 2];

/** The device number of `/dev/tty` on Linux, the controlling terminal of the process. */
const controllingTerminal = 0x0500;

/** Returns whether a path refers to the terminal of the screen, under any name. */
export function isScreenTerminal(path: string): boolean {
	let fd: number;
	try {
		fd = openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
	} catch {
		return false;
	}

	try {
		const {rdev} = fstatSync(fd);
		const isSame = (stream: number): boolean => tty.isatty(stream) && fstatSync(stream).rdev === rdev;
		return tty.isatty(fd) && (rdev === controllingTerminal || path === '/dev/tty' || standardStreams.some(isSame));
	} finally {
		closeSync(fd);
	}
}
