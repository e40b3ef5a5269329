import os from 'node:os';
import path from 'node:path';

/**
Returns the directory for the state of the user (https://specifications.freedesktop.org/basedir-spec). A relative
XDG_STATE_HOME is ignored. `undefined` for a user without a home directory.
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
