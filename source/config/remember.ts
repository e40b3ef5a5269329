import {mkdir, open, readFile, realpath, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {isMissing} from './config-file.js';
import type {Json} from './given.js';
import {readSettings} from './read-settings.js';

/**
Writes settings into the configuration file, made when it is missing, and leaves everything else in it as it is: other
settings, comments, order, indentation. A crash leaves the old file or the new one. Rejects, with the file as it was,
when it cannot be read or written, or would not be a valid configuration.
*/
export async function remember(file: string, settings: Readonly<Record<string, Json>>): Promise<void> {
	const {applyEdits, modify} = await import('jsonc-parser');
	// Where a link leads, so that it stays a link.
	const target = await realpath(file).catch(() => file);
	const existing = await textOf(target);
	// Throws when somebody broke the file meanwhile: it is not edited blindly.
	await readSettings(existing, file);
	const indent = /^([ \t]+)"/m.exec(existing)?.[1] ?? '\t';
	let text = existing.trim() === '' ? '{\n}\n' : existing;
	for (const [key, value] of Object.entries(settings)) {
		const edits = modify(text, [key], value, {});
		// Its own formatting would go over what is the user's.
		const placed = edits.map(edit =>
			edit.length === 0 ? {...edit, content: edit.content.replace(/^,?/, `$&\n${indent}`)} : edit,
		);
		text = applyEdits(text, placed);
	}

	await readSettings(text, file);
	await replace(target, text);
}

async function textOf(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if (isMissing(error)) {
			return '';
		}

		throw error;
	}
}

/** With the permissions that it has; a new one is its owner's alone, for it may come to hold secrets. */
async function replace(file: string, text: string): Promise<void> {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	const mode = await stat(file).then(
		found => found.mode & 0o777,
		() => 0o600,
	);
	const beside = `${file}.${process.pid}.new`;
	try {
		await using handle = await open(beside, 'wx', mode);
		await handle.writeFile(text);
		await handle.sync();
		await rename(beside, file);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}
