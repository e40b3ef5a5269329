import {closeSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {systemReason} from './system-error.js';

/** The content of a file with a secret. */
export type SecretFile = {
	/** The text without line breaks at its end and without a byte order mark. Windows line breaks are converted. */
	readonly text: string;
	/** Warning that other users can read the file; it does not contain the secret. `undefined`: no warning. */
	readonly warning: string | undefined;
};

/** Maximum size of a secret. Without a limit `/dev/zero` would be read until memory is exhausted. */
const maxBytes = 64 * 1024;

/** Bits of the mode: the group or others can write, others can read. */
const writableByOthers = 0o022;
const readableByOthers = 0o004;

/** Directories in which containers and systemd place secrets for a single reader. */
const handedOver = /^(?:\/var)?\/run\/(?:secrets|credentials)\//;

/**
Reads a file with a secret, which messages call `what`. Throws an error, without the content, if the file cannot be read, is
empty, or can be written by other users. A file that other users can read only causes a warning, as secrets of containers
often have such a mode, and it may be intended.
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
		throw new Error(`${name} is not a regular file; it must be a file that contains the secret`);
	}

	const hasModes = process.platform !== 'win32' && stat.isFile();
	const mode = (stat.mode & 0o777).toString(8);
	if (hasModes && (stat.mode & writableByOthers) !== 0) {
		throw new Error(`${name} has mode ${mode}, so that other users can write it; run chmod 600 ${file}`);
	}

	if (text.length > maxBytes) {
		throw new Error(`${name} is larger than 64 KiB, the maximum for a secret`);
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
		warning: isOpen ? `${name} has mode ${mode}, so that other users can read it; run chmod 600 ${file}` : undefined,
	};
}

/** Returns whether reading does not block: for regular files, and for the pipes of `<(…)` in a shell, but not for named pipes. */
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
