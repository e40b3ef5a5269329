import {isDeepStrictEqual} from 'node:util';
import {quoted} from '../../support/shown.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import {type Config, definition} from '../definition.js';
import {assemble} from '../model/section.js';
import {withSetting} from '../model/with-setting.js';
import {readConfigText} from './config-file.js';
import {readSettings} from './read-settings.js';
import {destination, writeConfigFile} from './write-config-file.js';

/** What can be chosen on the screen, by the keys of the file. */
const chosen = ['view', 'theme', 'hide', 'graph', 'sort'] as const satisfies readonly (keyof Config)[];

export type Choices = Pick<Config, (typeof chosen)[number]>;

/**
Writes into the configuration file those choices that it does not give already, and leaves everything else in it as it
is. The file is made when it is missing. Resolves with the keys that were written; rejects, with the file as it was, when
it cannot be read or written, or is no valid configuration.
*/
export async function remember(file: string, choices: Choices): Promise<readonly string[]> {
	const target = await systemCall(file, 'read', () => destination(file));
	const text = await systemCall(file, 'read', () => textOf(target));
	const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
	const former: Choices = assemble(definition, await readSettings(text, file));
	const changed = chosen.filter(key => !isSame(choices[key], former[key]));
	if (changed.length === 0) {
		return [];
	}

	let changedText = text.slice(mark.length);
	for (const key of changed) {
		changedText = await withSetting(changedText, key, choices[key]);
	}

	await readSettings(changedText, file);
	await systemCall(file, 'written', () => writeConfigFile(target, mark + changedText));
	return changed;
}

const byteOrderMark = '\uFEFF';

/** The order of what is hidden says nothing. */
function isSame(one: Choices[keyof Choices], other: Choices[keyof Choices]): boolean {
	return isDeepStrictEqual([one].flat().sort(), [other].flat().sort());
}

async function textOf(file: string): Promise<string> {
	try {
		return await readConfigText(file);
	} catch (error) {
		// Where a file is in the place of a directory, nothing could be written.
		if (errorCode(error) === 'ENOENT') {
			return '';
		}

		throw error;
	}
}

async function systemCall<Result>(file: string, done: string, call: () => Promise<Result>): Promise<Result> {
	try {
		return await call();
	} catch (cause) {
		throw new Error(`${quoted(file)} cannot be ${done}: ${systemReason(cause)}`, {cause});
	}
}
