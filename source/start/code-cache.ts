import {
	closeSync,
	constants,
	fstatSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	type Stats,
	statSync,
	unlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {crc32} from 'node:zlib';
import {cacheDirectory} from '../support/user-directories.js';

/**
Compiled code of the program, kept in files between its runs. Without it, V8 compiles every function when it is first called:
more than a third of the time until the first screen.

V8 checks the version and the flags of the code and the length of its source, but not whether the file is intact. It executes
damaged code. Therefore each file ends with a checksum, and is read only if no other user can write it.
*/
export type CodeCache = {
	/** Returns the kept code. `undefined` if there is none, if it is damaged, or if another user could have written it. */
	read(name: string): Buffer | undefined;
	/** Keeps code. Keeps nothing, without an error, if the directory cannot be written or belongs to another user. */
	write(name: string, code: () => Buffer): void;
};

/** Maximum number of files. Each version of the program, and of Node, has its own. */
const mostFiles = 6;

/** Ending of the names of files. Files with other names are left alone: XDG_CACHE_HOME may be a directory for all sorts of files. */
const ending = '.code';

const checksumBytes = 4;

/** Returns the cache in `$XDG_CACHE_HOME/mon-tui` or `~/.cache/mon-tui`. */
export function codeCache(env: Readonly<Record<string, string | undefined>>, homedir?: () => string): CodeCache {
	// Without user numbers, as on Windows, it cannot be seen who could have written a file.
	const isOff = env.NODE_DISABLE_COMPILE_CACHE || process.geteuid === undefined;
	const directory = isOff ? undefined : cacheDirectory(env, homedir);
	return {
		read: name => (directory === undefined ? undefined : attempt(() => readIntact(directory, name))),
		write(name, code) {
			if (directory !== undefined) {
				attempt(() => {
					makeOwn(directory);
					writeWhole(directory, name, code());
					removeOldest(directory);
				});
			}
		},
	};
}

function readIntact(directory: string, name: string): Buffer | undefined {
	if (!isPrivate(lstatSync(directory))) {
		return undefined;
	}

	const fd = openSync(
		path.join(directory, name + ending),
		constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
	);
	try {
		const stats = fstatSync(fd);
		if (!stats.isFile() || !isPrivate(stats) || stats.size <= checksumBytes) {
			return undefined;
		}

		const content = readFileSync(fd);
		const code = codeIn(content);
		return crc32(code) === content.readUInt32LE(code.length) ? code : undefined;
	} finally {
		closeSync(fd);
	}
}

/**
Returns the code in the content of a file, unchecked. The checksum is behind it: V8 copies code that does not begin at a multiple
of eight bytes.
*/
export function codeIn(content: Buffer): Buffer {
	return content.subarray(0, -checksumBytes);
}

/** Writes a file. A process that reads it at the same time gets the old content or the new one. */
function writeWhole(directory: string, name: string, code: Buffer): void {
	const checksum = Buffer.alloc(checksumBytes);
	checksum.writeUInt32LE(crc32(code));
	const temporary = path.join(directory, `.${name}-${process.pid}${ending}`);
	try {
		writeFileSync(temporary, Buffer.concat([code, checksum]), {flag: 'wx', mode: 0o600});
		renameSync(temporary, path.join(directory, name + ending));
	} catch (error) {
		attempt(() => unlinkSync(temporary));
		throw error;
	}
}

/**
Creates the directory and its parent. Throws for a directory that other users can write, or that is in one of another user than
root: with sudo, HOME may be that of a user, who can put a link to any directory there.
*/
function makeOwn(directory: string): void {
	const parent = path.dirname(directory);
	for (const [made, within] of [
		[parent, path.dirname(parent)],
		[directory, parent],
	] as const) {
		if (attempt(() => statSync(made)) === undefined && isOwn(statSync(within))) {
			mkdirSync(made, 0o700);
		}
	}

	const holder = lstatSync(parent);
	if (!(isOwn(holder) || holder.uid === 0) || !isPrivate(lstatSync(directory))) {
		throw new Error(`${directory} can be written or replaced by another user`);
	}
}

function removeOldest(directory: string): void {
	const files = readdirSync(directory)
		.filter(name => name.endsWith(ending))
		.map(name => path.join(directory, name));
	const byAge = files
		.map(file => ({file, writtenMs: lstatSync(file).mtimeMs}))
		.sort((a, b) => b.writtenMs - a.writtenMs);
	for (const {file} of byAge.slice(mostFiles)) {
		attempt(() => unlinkSync(file));
	}
}

function isOwn({uid}: Stats): boolean {
	return uid === process.geteuid?.();
}

function isPrivate(stats: Stats): boolean {
	const writableByOthers = 0o022;
	return isOwn(stats) && (stats.mode & writableByOthers) === 0;
}

/** Returns what `run` returns, and `undefined` if it throws. */
function attempt<Value>(run: () => Value): Value | undefined {
	try {
		return run();
	} catch {
		return undefined;
	}
}
