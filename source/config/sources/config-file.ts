import {readFileSync, statSync} from 'node:fs';
import {access, constants, open} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {quoted} from '../../support/shown.js';
import {errorCode, isMissing, systemReason} from '../../support/system-error.js';
import {UsageError} from '../model/usage-error.js';
import {configVariable} from './environment.js';

/** Maximum size of a configuration file. Without a limit `/dev/zero` would be read until memory is exhausted. */
const maxBytes = 1024 * 1024;

/** The names of the configuration file. Some editors use the second one for JSON with comments. */
const names = ['config.json', 'config.jsonc'];

type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigFileSources = {
	readonly env: Environment;
	readFile(file: string): Promise<string>;
	/** Returns the home directory. May throw, as `os.homedir` does for a user without one. */
	homedir(): string;
};

/** The text of the configuration file, and its path or default path. */
export type ConfigText =
	| {readonly file: string; readonly text: string}
	| {readonly file: string | undefined; readonly text: undefined};

/**
Reads the file that a flag or variable names, else the file at the default path, which need not exist. Throws a UsageError
for a file that cannot be read, and for an empty one: a full disk leaves such a file, and every setting would have its
default.
*/
export async function readConfig(flag: string | undefined, sources: ConfigFileSources): Promise<ConfigText> {
	const variable = sources.env[configVariable];
	const named = flag ?? (variable || undefined);
	const file = named ?? (await defaultConfigFile(sources));
	if (file === undefined) {
		return {file, text: undefined};
	}

	const text = await sources.readFile(file).catch(async (cause: unknown) => {
		if (named === undefined && (await isAbsent(file, cause))) {
			return undefined;
		}

		const subject = flag !== undefined ? '--config:' : variable ? `${configVariable}:` : 'the configuration';
		throw new UsageError(`${subject} ${quoted(file)} cannot be read: ${systemReason(cause)}`, {cause});
	});
	if (text?.trim() === '' && file !== os.devNull) {
		throw new UsageError(`${file} is empty; use {} for a configuration with all defaults`);
	}

	return text === undefined ? {file, text} : {file, text};
}

/**
Returns whether a default file does not exist, as far as the user can see: after `setpriv` or `su`, the home directory may
still be that of another user.
*/
async function isAbsent(file: string, error: unknown): Promise<boolean> {
	const canEnter = (): Promise<boolean> =>
		access(path.dirname(file), constants.X_OK).then(
			() => true,
			() => false,
		);
	return isMissing(error) || (errorCode(error) === 'EACCES' && !(await canEnter()));
}

/** Returns the existing file at a default path, else the first default path. `undefined` for a user without a home directory. */
async function defaultConfigFile({env, readFile, homedir}: ConfigFileSources): Promise<string | undefined> {
	const paths = defaultConfigPaths(env, homedir);
	const found: string[] = [];
	for (const file of paths) {
		const isThere = await readFile(file).then(
			() => true,
			async error => !(await isAbsent(file, error)),
		);
		found.push(...(isThere ? [file] : []));
	}

	const [first, second] = found;
	if (first !== undefined && second !== undefined) {
		throw new UsageError(`${quoted(first)} and ${quoted(second)} both exist; remove one of them`);
	}

	return first ?? paths[0];
}

/**
Returns the default paths: `mon-tui/config.json` and `config.jsonc` in the directory that
https://specifications.freedesktop.org/basedir-spec defines. A relative XDG_CONFIG_HOME is ignored, as it requires. There
are no default paths for a user without a home directory.
*/
export function defaultConfigPaths(env: Environment, homedir: () => string): readonly string[] {
	const {XDG_CONFIG_HOME: directory = ''} = env;
	if (path.isAbsolute(directory)) {
		return names.map(name => path.join(directory, 'mon-tui', name));
	}

	try {
		const home = homedir();
		return names.map(name => path.join(home, '.config', 'mon-tui', name));
	} catch {
		// A container may run as a user ID that is not in /etc/passwd.
		return [];
	}
}

/**
Reads a configuration file of at most 1 MiB. A regular file is read synchronously: nothing else can start before, and the
modules of Node that read asynchronously take milliseconds to load. A pipe is waited for without blocking.
*/
export async function readConfigText(file: string): Promise<string> {
	const stats = statSync(file);
	// The size of kernel files is 0.
	const isPlain = stats.isFile() && stats.size > 0 && stats.size <= maxBytes;
	const bytes = isPlain ? readFileSync(file) : await readStream(file);
	if (bytes.length > maxBytes) {
		throw new Error('the file is larger than 1 MiB, the maximum for a configuration');
	}

	return bytes.toString('utf8');
}

/** Reads a file up to the first byte that is too many. */
async function readStream(file: string): Promise<Buffer> {
	const handle = await open(file);
	const chunks: Uint8Array[] = [];
	for await (const chunk of handle.createReadStream({end: maxBytes})) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks);
}
