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

/** Reloads the configuration when its file changes and on request, until disposed. */
export async function followConfig({requests, onRequest, ...options}: FollowOptions): Promise<Disposable> {
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
