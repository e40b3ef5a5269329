import {open} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {quoted} from '../../support/shown.js';
import {isMissing, systemReason} from '../../support/system-error.js';
import {UsageError} from '../model/usage-error.js';
import {configVariable} from './environment.js';

/** A configuration is a few kibibytes; without a bound `/dev/zero` would be read until the memory is full. */
const maxBytes = 1024 * 1024;

/** The second is what some editors call JSON with comments. */
const names = ['config.json', 'config.jsonc'];

type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigFileSources = {
	readonly env: Environment;
	readFile(file: string): Promise<string>;
	/** May throw, as `os.homedir` does for a user without a home. */
	homedir(): string;
};

/** The text of the configuration, and where it is or would be. */
export type ConfigText =
	| {readonly file: string; readonly text: string}
	| {readonly file: string | undefined; readonly text: undefined};

/**
Reads the file that is named, by flag or variable, else that in the usual place, where there need not be one. Throws a
UsageError for what cannot be read, and for what is empty: no one writes such a file, but a full disk leaves one, and
everything would have its default.
*/
export async function readConfig(flag: string | undefined, sources: ConfigFileSources): Promise<ConfigText> {
	const variable = sources.env[configVariable];
	const named = flag ?? (variable || undefined);
	const file = named ?? (await usualConfig(sources));
	if (file === undefined) {
		return {file, text: undefined};
	}

	const text = await sources.readFile(file).catch((cause: unknown) => {
		if (named === undefined && isMissing(cause)) {
			return undefined;
		}

		const subject = flag !== undefined ? '--config:' : variable ? `${configVariable}:` : 'the configuration';
		throw new UsageError(`${subject} ${quoted(file)} cannot be read: ${systemReason(cause)}`, {cause});
	});
	if (text?.trim() === '' && file !== os.devNull) {
		throw new UsageError(`${file} is empty; a configuration that changes nothing is {}`);
	}

	return text === undefined ? {file, text} : {file, text};
}

/** That of the usual places where there is one, else where it would be. `undefined` for a user without a home. */
async function usualConfig({env, readFile, homedir}: ConfigFileSources): Promise<string | undefined> {
	const usual = usualConfigPaths(env, homedir);
	const found: string[] = [];
	for (const file of usual) {
		const isThere = await readFile(file).then(
			() => true,
			error => !isMissing(error),
		);
		found.push(...(isThere ? [file] : []));
	}

	const [first, second] = found;
	if (first !== undefined && second !== undefined) {
		throw new UsageError(`there are ${quoted(first)} and ${quoted(second)}; only one of them can be the configuration`);
	}

	return first ?? usual[0];
}

/**
`mon-tui/config.json`, or `config.jsonc`, where https://specifications.freedesktop.org/basedir-spec puts it; a relative
XDG_CONFIG_HOME is ignored, as it demands. None for a user without a home.
*/
export function usualConfigPaths(env: Environment, homedir: () => string): readonly string[] {
	const {XDG_CONFIG_HOME: directory = ''} = env;
	if (path.isAbsolute(directory)) {
		return names.map(name => path.join(directory, 'mon-tui', name));
	}

	try {
		const home = homedir();
		return names.map(name => path.join(home, '.config', 'mon-tui', name));
	} catch {
		// A container may run as a number that /etc/passwd does not know.
		return [];
	}
}

export async function readConfigText(file: string): Promise<string> {
	const handle = await open(file);
	const chunks: Uint8Array[] = [];
	for await (const chunk of handle.createReadStream({end: maxBytes})) {
		chunks.push(chunk);
	}

	const bytes = Buffer.concat(chunks);
	if (bytes.length > maxBytes) {
		throw new Error('larger than a configuration can be (1 MiB)');
	}

	return bytes.toString('utf8');
}
