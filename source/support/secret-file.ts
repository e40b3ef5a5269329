import {closeSync, openSync, readSync, type Stats, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {systemReason} from './system-error.js';

export type SecretFile = {
	/** Without the line breaks at its end; those of Windows are as any others, and its byte order mark is gone. */
	readonly text: string;
	/** That others can read it too; for a person, and without the content. */
	readonly warning: string | undefined;
};

/** Keys and credentials are a few kibibytes; without a bound `/dev/zero` would be read until the memory is full. */
const maxBytes = 64 * 1024;

/** Bits of the mode: others than the owner may write, others than owner and group may read. */
const writableByOthers = 0o022;
const readableByOthers = 0o004;

/** Where containers and systemd lay secrets down, for the one that is to read them. */
const handedOver = /^(?:\/var)?\/run\/(?:secrets|credentials)\//;

/**
What is in a file with a secret, `what` it is called. Throws an error for a person, never with the content: when it cannot
be read, is empty, or when others could change it. That others can read it is a warning alone: a container's secrets are
often made so, and whoever laid the file there may have meant it.
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
		throw new Error(`${name} is no file; it must be one that holds the secret`);
	}

	const hasModes = process.platform !== 'win32' && stat.isFile();
	const mode = (stat.mode & 0o777).toString(8);
	if (hasModes && (stat.mode & writableByOthers) !== 0) {
		throw new Error(`${name} has the mode ${mode}, so that others can change it: chmod 600 ${file}`);
	}

	if (text.length > maxBytes) {
		throw new Error(`${name} is larger than a secret can be (64 KiB)`);
	}

	const secret = text
		.replace(/^\uFEFF/, '')
		.replaceAll('\r\n', '\n')
		.replace(/[\r\n]+$/, '');
	if (secret.trim() === '') {
		throw new Error(`${name} is empty; it must hold the secret`);
	}

	const isMeant = stat.uid !== process.getuid?.() || handedOver.test(path.resolve(file));
	const isOpen = hasModes && (stat.mode & readableByOthers) !== 0 && !isMeant;
	return {
		text: secret,
		warning: isOpen ? `${name} has the mode ${mode}, so that others can read it: chmod 600 ${file}` : undefined,
	};
}

/** A named pipe would be waited for, and with it everything; what a shell made for `<(…)` is being written. */
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
