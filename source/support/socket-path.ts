import path from 'node:path';
import process from 'node:process';

/** The maximum length of the path of a Unix socket, in bytes (unix(7)). */
const maxPathBytes = process.platform === 'linux' ? 107 : 103;

const scheme = /^unix:(?:\/\/(?=\/))?/i;

/** Returns whether a text is the address of a Unix socket: `unix:/run/mon-tui/mon-tui.sock`. */
export function isSocketAddress(text: string): boolean {
	return scheme.test(text);
}

/**
Returns the path in the address of a Unix socket. A relative path is relative to `directory`. Throws an Error for a path that
no socket can have.
*/
export function socketPath(address: string, directory = process.cwd()): string {
	const given = address.replace(scheme, '');
	if (given === '' || given.includes('\0')) {
		throw new Error('the address of a Unix socket must be unix:PATH');
	}

	if (given.startsWith('@')) {
		throw new Error('the path of a Unix socket must not begin with @: an abstract socket has no permissions');
	}

	const whole = path.resolve(directory, given);
	const bytes = Buffer.byteLength(whole);
	if (bytes > maxPathBytes) {
		throw new Error(`the path of a Unix socket may have at most ${maxPathBytes} bytes; ${whole} has ${bytes}`);
	}

	return whole;
}

/** Returns the address of a Unix socket. An inherited socket may have no path. */
export function socketAddress(file: string | undefined): string {
	return `unix:${file ?? '(no path)'}`;
}
