import {readFile, rename, rm, stat} from 'node:fs/promises';
import {makeDirectory} from '../make-directory.js';
import {abandonedFiles, type OwnedFiles, ownedFiles} from '../state-directory/owned-files.js';
import {replaceFile} from '../state-directory/replace-file.js';
import {isMissing} from '../system-error.js';

const kind = 'alerts';

/** After a longer absence an alert is news again. */
const longestAbsenceMs = 86_400_000;

/** Far more than a thousand alerts need. */
const largestBytes = 16 * 2 ** 20;

/** One file in a directory that others use too, which exists as long as there is something to remember. */
export type MemoryFile = {
	/**
	Takes over what was left under this name by a process that has ended, the latest of several: others that end at the same
	time find their own. `undefined` when nothing was left. What is too old is removed, whatever its name.
	*/
	takeOver(name: string, nowMs: number): Promise<string | undefined>;
	/** Replaces what is there in one step; `undefined` removes it. */
	write(name: string, content: string | undefined): Promise<void>;
	/** Leaves it to the next process. */
	leave(): Promise<void>;
};

export function memoryFile(directory: string): MemoryFile {
	let current: {readonly name: string; readonly path: string} | undefined;

	const filesOf = (name: string): OwnedFiles => ownedFiles(directory, name, kind);

	const remove = async (): Promise<void> => {
		if (current) {
			await rm(current.path, {force: true});
			current = undefined;
		}
	};

	return {
		async takeOver(name, nowMs) {
			await removeOld(await abandonedFiles(directory, kind), nowMs);
			for (const {path: abandoned, size} of await latestFirst(await filesOf(name).abandoned())) {
				const path = await filesOf(name).takeOver(abandoned);
				if (path !== undefined) {
					current = {name, path};
					return size <= largestBytes ? readFile(path, 'utf8') : '';
				}
			}

			return undefined;
		},
		async write(name, content) {
			if (content === undefined || current?.name !== name) {
				await remove();
			}

			if (content !== undefined) {
				await makeDirectory(directory, 0o700);
				const path = current?.path ?? (await filesOf(name).ownPath());
				const file = await replaceFile(path, content);
				await file.close();
				current = {name, path};
			}
		},
		async leave() {
			if (current) {
				await rename(current.path, filesOf(current.name).leftPath());
				current = undefined;
			}
		},
	};
}

type LeftFile = {readonly path: string; readonly mtimeMs: number; readonly size: number};

async function removeOld(paths: readonly string[], nowMs: number): Promise<void> {
	const old = (await leftFiles(paths)).filter(({mtimeMs}) => nowMs - mtimeMs > longestAbsenceMs);
	await Promise.all(old.map(({path}) => rm(path, {force: true})));
}

async function latestFirst(paths: readonly string[]): Promise<readonly LeftFile[]> {
	return [...(await leftFiles(paths))].sort((a, b) => b.mtimeMs - a.mtimeMs);
}

/** Without those that another process has taken over in the meantime. */
async function leftFiles(paths: readonly string[]): Promise<readonly LeftFile[]> {
	const files = await Promise.all(
		paths.map(async path => {
			try {
				const {mtimeMs, size} = await stat(path);
				return [{path, mtimeMs, size}];
			} catch (error) {
				if (isMissing(error)) {
					return [];
				}

				throw error;
			}
		}),
	);
	return files.flat();
}
