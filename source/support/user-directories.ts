import os from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the directory for the state of the user, as `userDirectory` does. */
export function stateDirectory(env: Environment, homedir?: () => string): string | undefined {
	return userDirectory(env.XDG_STATE_HOME, '.local/state', homedir);
}

/** Returns the directory for files of the user that can be deleted at any time, as `userDirectory` does. */
export function cacheDirectory(env: Environment, homedir?: () => string): string | undefined {
	return userDirectory(env.XDG_CACHE_HOME, '.cache', homedir);
}

/**
Returns the directory of mon-tui in a base directory (https://specifications.freedesktop.org/basedir-spec): the one that a
variable names, else one in the home directory. A relative path in the variable is ignored. `undefined` for a user without a
home directory.
*/
function userDirectory(named = '', inHome: string, homedir: () => string = os.homedir): string | undefined {
	if (path.isAbsolute(named)) {
		return path.join(named, 'mon-tui');
	}

	try {
		return path.join(homedir(), inHome, 'mon-tui');
	} catch {
		return undefined;
	}
}
