import {execFileSync} from 'node:child_process';

/**
Runs a command. Its output appears only in the error, if it fails.

@param {string} file
@param {readonly string[]} args
*/
export function runQuietly(file, args) {
	execFileSync(file, args, {stdio: ['ignore', 'ignore', 'pipe']});
}
