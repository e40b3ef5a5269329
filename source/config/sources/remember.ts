import {isDeepStrictEqual} from 'node:util';
import {quoted} from '../../support/shown.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import {type Config, definition} from '../definition.js';
import type {Leaf} from '../model/leaf.js';
import {assemble} from '../model/section.js';
import {withSetting} from '../model/with-setting.js';
import {readConfigText} from './config-file.js';
import {readSettings} from './read-settings.js';
import {destination, writeConfigFile} from './write-config-file.js';

/** The settings that can be changed on the screen, by key, with their names in the Config. */
const chosen = {
	view: 'view',
	theme: 'theme',
	hide: 'hide',
	graph: 'graph',
	columns: 'columns',
	sort: 'sort',
	reverse: 'reverse',
	perCore: 'perCore',
	units: 'units',
	graphStep: 'graphStepMs',
	interval: 'intervalMs',
} as const satisfies Partial<Record<keyof typeof definition.fields, keyof Config>>;

type Key = keyof typeof chosen;

/** The settings that can be changed on the screen. One that is absent is left as it is. */
export type Choices = {readonly [Name in (typeof chosen)[Key]]?: Config[Name] | undefined};

/**
Writes changed choices into the configuration file and leaves the rest of the file unchanged. Creates the file if it is
missing. Resolves with the keys that were written. Rejects, with the file unchanged, if the file cannot be read or written
or is not valid.
*/
export async function remember(file: string, choices: Choices): Promise<readonly string[]> {
	const target = await systemCall(file, 'read', () => destination(file));
	const text = await systemCall(file, 'read', () => textOf(target));
	const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
	const former: Choices = assemble(definition, await readSettings(text, file));
	const changed = (Object.keys(chosen) as readonly Key[]).filter(
		key => choices[chosen[key]] !== undefined && !isSame(key, choices[chosen[key]], former[chosen[key]]),
	);
	if (changed.length === 0) {
		return [];
	}

	let changedText = text.slice(mark.length);
	for (const key of changed) {
		const {toJson}: Pick<Leaf<unknown, string>, 'toJson'> = definition.fields[key];
		changedText = await withSetting(changedText, key, toJson(choices[chosen[key]]));
	}

	await readSettings(changedText, file);
	await systemCall(file, 'written', () => writeConfigFile(target, mark + changedText));
	return changed;
}

const byteOrderMark = '\uFEFF';

/** Compares two values. The order of hidden panels is ignored. */
function isSame(key: Key, one: unknown, other: unknown): boolean {
	return key === 'hide' ? isDeepStrictEqual([one].flat().sort(), [other].flat().sort()) : isDeepStrictEqual(one, other);
}

async function textOf(file: string): Promise<string> {
	try {
		return await readConfigText(file);
	} catch (error) {
		// Other errors, such as a file in place of a directory, would also prevent writing.
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
