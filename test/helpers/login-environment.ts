import path from 'node:path';
import process from 'node:process';

/** Compiled code of the program, which the tests share: a start without it takes much longer. */
const cache = path.join(import.meta.dirname, '../../node_modules/.cache/mon-tui-tests');

/**
What a person's terminal hands to a program. Nothing is taken from the environment of the tests but `PATH`: `CI` would make
Ink draw nothing, `FORCE_COLOR` and `NO_COLOR` change the colours, `NODE_TEST_CONTEXT` and `NODE_OPTIONS` change Node, and
someone's home directory may hold a configuration. What the program keeps in `home`, its caller removes.
*/
export function loginEnvironment(home: string): Readonly<Record<string, string>> {
	return {
		PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
		HOME: home,
		XDG_CACHE_HOME: cache,
		SHELL: '/bin/sh',
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
	};
}
