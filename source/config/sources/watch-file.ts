import {type FSWatcher, watch} from 'node:fs';
import {isMissing} from '../../support/system-error.js';
import {type Entry, linkChain} from './link-chain.js';

/** Time without changes after which a change is reported. Editors write a file in several steps. */
const quietMs = 250;

/**
Calls `onChange` shortly after a file may have changed: it was written, replaced, created or deleted, or a link on its path
has a new target. Directories are watched and not the file, as a watch on a file ends when the file is replaced. Calls
`onError` for a directory that cannot be watched, except a missing one. Resolves when watching has started.
*/
export async function watchFile(
	file: string,
	onChange: () => void,
	onError: (error: unknown) => void,
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
					scheduleCheck();
				}
			});
			watcher.on('error', onError);
			watchers.add(watcher);
		} catch (error) {
			if (!isMissing(error)) {
				onError(error);
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

	const checkFile = async (): Promise<void> => {
		// This comes first, so that a change while the file is read is not missed.
		await follow();
		if (!isDisposed) {
			onChange();
		}
	};

	const scheduleCheck = (): void => {
		clearTimeout(timer);
		timer = setTimeout(() => void checkFile(), quietMs);
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
