import {watchFile} from '../config/sources/watch-file.js';
import type {ReadonlyStore} from '../core/store.js';
import {systemReason} from '../support/system-error.js';
import {createReload, type ReloadOptions} from './reload.js';

type FollowOptions = ReloadOptions & {
	/** Changes whenever somebody asks for the configuration to be read anew. */
	readonly requests: ReadonlyStore<number>;
};

/** Reads the configuration anew when its file changes, and when somebody asks for it, until disposed. */
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
					log('warn', 'configuration', `${configFile} is not watched: ${systemReason(error)}; SIGHUP reads it anew`),
				);
	// It may have changed since it was read and before it was watched.
	reloadFile();
	return {
		[Symbol.dispose]() {
			unsubscribe();
			watching?.[Symbol.dispose]();
		},
	};
}
