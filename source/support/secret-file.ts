import {closeSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {systemReason} from './system-error.js';

/** The content of a file with a secret. */
export type SecretFile = {
	/** Content without the final line breaks, which may be those of Windows, and without a byte order mark. */
	readonly text: string;
	/** Warning when other users can read the file, without its content. */
	readonly warning: string | undefined;
};

/** Maximum size. Without it, `/dev/zero` would be read until memory is exhausted. */
const maxBytes = 64 * 1024;

/** Mode bits: write permission for group and others; read permission for others. */
const writableByOthers = 0o022;
const readableByOthers = 0o004;

/** Directories in which containers and systemd provide secrets. */
const handedOver = /^(?:\/var)?\/run\/(?:secrets|credentials)\//;

/**
Reads a file with a secret. `what` describes it in messages. Throws an error, without the content, when the file cannot
be read, is empty, or is writable by other users. A file that other users can read causes only a warning, because
secrets of containers are often readable.
*/
export function readSecretFile(file: string, what: string): SecretFile {
	const name = `${what} ${file}`;
	let stat: Stats;
	let text: string;
	try {
		stat = statSync(file);
		text = canBeRead(stat, file) ? readText(file) : '';
	} catch (cause) {
		throw new Error(`${name} cannot be read: ${systemReason(cause)}`, {cause});
	}

	if (!canBeRead(stat, file)) {
		throw new Error(`${name} is not a file; it must be a file that contains the secret`);
	}

	const hasModes = process.platform !== 'win32' && stat.isFile();
	const mode = (stat.mode & 0o777).toString(8);
	if (hasModes && (stat.mode & writableByOthers) !== 0) {
		throw new Error(`${name} is writable by other users (mode ${mode}): chmod 600 ${file}`);
	}

	if (text.length > maxBytes) {
		throw new Error(`${name} exceeds the maximum size of a secret (64 KiB)`);
	}

	const secret = text
		.replace(/^\uFEFF/, '')
		.replaceAll('\r\n', '\n')
		.replace(/[\r\n]+$/, '');
	if (secret.trim() === '') {
		throw new Error(`${name} is empty; it must contain the secret`);
	}

	const isMeant = stat.uid !== process.getuid?.() || handedOver.test(path.resolve(file));
	const isOpen = hasModes && (stat.mode & readableByOthers) !== 0 && !isMeant;
	return {
		text: secret,
		warning: isOpen ? `${name} is readable by other users (mode ${mode}): chmod 600 ${file}` : undefined,
	};
}

/**
Returns whether a file can be read without blocking. A named pipe would block the program, except one that a shell
created for `<(…)`.
*/
function canBeRead(stat: Stats, file: string): boolean {
	return stat.isFile() || (stat.isFIFO() && /^\/(?:dev|proc\/self)\/fd\//.test(file));
}

function readText(file: string): string {
	const bytes = Buffer.alloc(maxBytes + 1);
	const fd = openSync(file, 'r');
	try {
		let length = 0;
		for (let count = -1; count !== 0; length += count) {
			count = readSync(fd, bytes, length, bytes.length - length, null);
		}

		return bytes.toString('utf8', 0, length);
	} finally {
		closeSync(fd);
	}
}
