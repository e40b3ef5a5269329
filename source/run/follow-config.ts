import {watchFile} from '../config/sources/watch-file.js';
import type {ReadonlyStore} from '../core/store.js';
import {systemReason} from '../support/system-error.js';
import {createReload, type ReloadOptions} from './reload.js';

type FollowOptions = ReloadOptions & {
	/** Changes with every request to reload the configuration. */
	readonly requests: ReadonlyStore<number>;
};

/** Reloads the configuration when its file changes and on request, until disposed. */
export async function followConfig({requests, ...options}: FollowOptions): Promise<Disposable> {
	const {
		started: {configFile},
		log,
	} = options;
	const reload = createReload(options);
	const unsubscribe = requests.subscribe(() => void reload(true));
	if (requests.getState() > 0) {
		void reload(true);
	}

	const reloadFile = (): void => void reload(false);
	const watching =
		configFile === undefined
			? undefined
			: await watchFile(configFile, reloadFile, error =>
					log('warn', 'configuration', `cannot watch ${configFile}: ${systemReason(error)}; send SIGHUP to reload it`),
				);
	// The file may have changed between reading it and watching it.
	reloadFile();
	return {
		[Symbol.dispose]() {
			unsubscribe();
			watching?.[Symbol.dispose]();
		},
	};
}
