import os from 'node:os';
import path from 'node:path';

/**
Where the state of the user is kept: the directory of https://specifications.freedesktop.org/basedir-spec, where a
relative XDG_STATE_HOME is ignored. `undefined` for a user without a home.
*/
export function stateDirectory(
	env: Readonly<Record<string, string | undefined>>,
	homedir: () => string = os.homedir,
): string | undefined {
	const {XDG_STATE_HOME: directory = ''} = env;
	if (path.isAbsolute(directory)) {
		return path.join(directory, 'mon-tui');
	}

	try {
		return path.join(homedir(), '.local', 'state', 'mon-tui');
	} catch {
		return undefined;
	}
}
