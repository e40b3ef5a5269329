import {randomBytes} from 'node:crypto';
import {readdir, rename, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isMissing} from '../system-error.js';
import {isAlive, nobody, processMark} from './process-mark.js';

/**
Where the spool is unless configured: the state directory of
https://specifications.freedesktop.org/basedir-spec, where a relative XDG_STATE_HOME is ignored. `undefined` for a user
without a home.
*/
export function usualSpoolDirectory(
	env: Readonly<Record<string, string | undefined>>,
	homedir: () => string = os.homedir,
): string | undefined {
	const {XDG_STATE_HOME: directory = ''} = env;
	if (path.isAbsolute(directory)) {
		return path.join(directory, 'mon-tui', 'spool');
	}

	try {
		return path.join(homedir(), '.local', 'state', 'mon-tui', 'spool');
	} catch {
		return undefined;
	}
}

/** `HANDLER.OWNER.RANDOM.journal`: whose it is, and which process writes it; `.new` until it is whole. */
const journalName = /^(?<handler>.+)\.(?<owner>\d+-\d+)\.[\da-f]+\.journal(?<unfinished>\.new)?$/;

function journalPath(directory: string, handler: string, owner: string): string {
	return path.join(directory, `${encodeURIComponent(handler)}.${owner}.${randomBytes(6).toString('hex')}.journal`);
}

/** A path for a journal that this process alone writes. */
export async function ownJournalPath(directory: string, handler: string): Promise<string> {
	return journalPath(directory, handler, (await processMark(process.pid)) ?? nobody);
}

/** A path for what is left for whoever comes next. */
export function leftJournalPath(directory: string, handler: string): string {
	return journalPath(directory, handler, nobody);
}

/**
Takes over the journals of a handler whose processes have ended; returns their new paths. Moving a file succeeds for one
process alone, so that nothing is sent by two. Processes of other containers are not seen: each needs a directory of its
own.
*/
export async function claimJournals(directory: string, handler: string): Promise<readonly string[]> {
	const claimed: string[] = [];
	for (const name of await namesIn(directory)) {
		const {handler: owned, owner, unfinished} = journalName.exec(name)?.groups ?? {};
		if (owned !== encodeURIComponent(handler) || owner === undefined || (await isAlive(owner))) {
			continue;
		}

		if (unfinished !== undefined) {
			await rm(path.join(directory, name), {force: true});
			continue;
		}

		const ownPath = await ownJournalPath(directory, handler);
		try {
			await rename(path.join(directory, name), ownPath);
			claimed.push(ownPath);
		} catch (error) {
			if (!isMissing(error)) {
				throw error;
			}
		}
	}

	return claimed;
}

async function namesIn(directory: string): Promise<readonly string[]> {
	try {
		return (await readdir(directory)).sort();
	} catch (error) {
		if (isMissing(error)) {
			return [];
		}

		throw error;
	}
}
