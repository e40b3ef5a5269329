import {type FSWatcher, watch} from 'node:fs';
import {isMissing} from '../../support/system-error.js';
import {type Entry, linkChain} from './link-chain.js';

/** Editors write a file in several steps; only when nothing more happens for this long, it is looked at. */
const quietMs = 250;

/**
Calls `onChange` some time after something may have changed in a file: it was written, replaced by another of its name,
made or deleted, or a link on its path leads elsewhere. Directories are watched rather than the file, for a watched file
that is replaced is never heard of again. What cannot be watched is told to `onTrouble`; a directory that is not there is
no trouble. Resolves when changes are seen.
*/
export async function watchFile(
	file: string,
	onChange: () => void,
	onTrouble: (error: unknown) => void,
): Promise<Disposable> {
	const watchers = new Set<FSWatcher>();
	let timer: NodeJS.Timeout | undefined;
	let isDisposed = false;

	const close = (): void => {
		for (const watcher of watchers) {
			watcher.close();
		}

		watchers.clear();
	};

	const watchDirectory = (directory: string, chain: readonly Entry[]): void => {
		try {
			const watcher = watch(directory, {persistent: false}, (_, name) => {
				if (name === null || chain.some(entry => entry.directory === directory && entry.name === name)) {
					wait();
				}
			});
			watcher.on('error', onTrouble);
			watchers.add(watcher);
		} catch (error) {
			if (!isMissing(error)) {
				onTrouble(error);
			}
		}
	};

	const follow = async (): Promise<void> => {
		const chain = await linkChain(file);
		close();
		for (const directory of isDisposed ? [] : new Set(chain.map(entry => entry.directory))) {
			watchDirectory(directory, chain);
		}
	};

	const look = async (): Promise<void> => {
		// First, so that nothing is missed: what changes while the file is read is another change.
		await follow();
		if (!isDisposed) {
			onChange();
		}
	};

	const wait = (): void => {
		clearTimeout(timer);
		timer = setTimeout(() => void look(), quietMs);
		timer.unref();
	};

	await follow();
	return {
		[Symbol.dispose]() {
			isDisposed = true;
			clearTimeout(timer);
			close();
		},
	};
}
