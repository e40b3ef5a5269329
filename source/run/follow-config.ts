import {watchFile} from '../config/sources/watch-file.js';
import type {ReadonlyStore} from '../core/store.js';
import {systemReason} from '../support/system-error.js';
import {createReload, type ReloadOptions} from './reload.js';

type FollowOptions = ReloadOptions & {
	/** Changes with every request to reload the configuration. */
	readonly requests: ReadonlyStore<number>;
	/** Called when a requested reload begins, with its end. */
	readonly onRequest?: ((reloaded: Promise<void>) => void) | undefined;
};

/**
Reloads the configuration when its file changes and on request, until disposed. The file is watched from the next turn of the
event loop on, and read again then, because it may have changed meanwhile.
*/
export function followConfig({requests, onRequest, ...options}: FollowOptions): Disposable {
	const {
		started: {configFile},
		log,
	} = options;
	const reload = createReload(options);
	const reloadOnRequest = (): void => {
		const reloaded = reload(true);
		onRequest?.(reloaded);
	};
	const unsubscribe = requests.subscribe(reloadOnRequest);
	if (requests.getState() > 0) {
		reloadOnRequest();
	}

	let watching: Disposable | undefined;
	let isDisposed = false;
	const stopWatching = (): void => watching?.[Symbol.dispose]();
	const reloadFile = (): void => void reload(false);
	const watchFailed = (error: unknown): void =>
		log('warn', 'configuration', `cannot watch ${configFile}: ${systemReason(error)}; send SIGHUP to reload it`);
	const startWatching = async (file: string): Promise<void> => {
		watching = await watchFile(file, reloadFile, watchFailed);
		if (isDisposed) {
			stopWatching();
		} else {
			reloadFile();
		}
	};

	// The first frame is drawn before.
	const starting =
		configFile === undefined ? undefined : setImmediate(() => void startWatching(configFile).catch(watchFailed));
	return {
		[Symbol.dispose]() {
			isDisposed = true;
			unsubscribe();
			clearImmediate(starting);
			stopWatching();
		},
	};
}
