import {mkdirSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {runQuietly} from './run-quietly.js';

const seconds = 4;

/**
Runs the executable in a terminal for some seconds, and returns the file with the code that it has compiled by then: without it,
each start compiles all functions again.

@param {string} executable
@param {string} folder
@returns {string}
*/
export function compiledCode(executable, folder) {
	const cache = path.join(folder, 'cache');
	mkdirSync(cache);
	const command = `stty rows 50 columns 200; exec timeout ${seconds} "$MON_TUI"`;
	runQuietly('script', ['--quiet', '--command', command, '/dev/null'], {
		...{PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', MON_TUI: executable},
		...{HOME: folder, XDG_CACHE_HOME: cache},
	});
	const kept = path.join(cache, 'mon-tui');
	const name = readdirSync(kept).find(file => file.endsWith('-screen.code'));
	if (!name) {
		throw new Error(`${executable} kept no compiled code in ${kept}`);
	}

	return path.join(kept, name);
}
