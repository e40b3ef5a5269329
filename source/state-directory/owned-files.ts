import {randomBytes} from 'node:crypto';
import {readdir, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isMissing} from '../system-error.js';
import {isAlive, nobody, processMark} from './process-mark.js';

/**
Files of one kind and name in a directory, each written by one process: `NAME.OWNER.RANDOM.KIND`, and `.new` behind it
until it is whole. Processes of other containers are not seen: each needs a directory of its own.
*/
export type OwnedFiles = {
	/** A path for a file that this process alone writes. */
	ownPath(): Promise<string>;
	/** A path for what is left for whoever comes next. */
	leftPath(): string;
	/** The files whose processes have ended; see `abandonedFiles`. */
	abandoned(): Promise<readonly string[]>;
	/**
	Makes an abandoned file one of this process and returns its new path; `undefined` when another process was faster.
	Moving a file succeeds for one process alone, so that nothing is taken over by two.
	*/
	takeOver(abandonedPath: string): Promise<string | undefined>;
};

const fileName = /^(?<name>.+)\.(?<owner>\d+-\d+)\.[\da-f]+\.(?<kind>[a-z]+)(?<unfinished>\.new)?$/;

export function ownedFiles(directory: string, name: string, kind: string): OwnedFiles {
	const pathOf = (owner: string): string =>
		path.join(directory, `${encodeURIComponent(name)}.${owner}.${randomBytes(6).toString('hex')}.${kind}`);
	const ownPath = async (): Promise<string> => pathOf((await processMark(process.pid)) ?? nobody);

	return {
		ownPath,
		leftPath: () => pathOf(nobody),
		abandoned: () => abandonedFiles(directory, kind, name),
		async takeOver(abandonedPath) {
			const target = await ownPath();
			try {
				await rename(abandonedPath, target);
				return target;
			} catch (error) {
				if (isMissing(error)) {
					return undefined;
				}

				throw error;
			}
		},
	};
}

/** The files of a kind, of that name or of any, whose processes have ended. Those that they did not finish are removed. */
export async function abandonedFiles(directory: string, kind: string, name?: string): Promise<readonly string[]> {
	const found: string[] = [];
	for (const file of await namesIn(directory)) {
		const {name: named, owner, kind: ofKind, unfinished} = fileName.exec(file)?.groups ?? {};
		const isMeant = ofKind === kind && (name === undefined || named === encodeURIComponent(name));
		if (!isMeant || owner === undefined || (await isAlive(owner))) {
			continue;
		}

		if (unfinished === undefined) {
			found.push(path.join(directory, file));
		} else {
			await rm(path.join(directory, file), {force: true});
		}
	}

	return found;
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
