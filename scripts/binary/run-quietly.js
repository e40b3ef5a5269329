import {execFileSync} from 'node:child_process';

/**
Runs a command. Its output appears only in the error, if it fails.

@param {string} file
@param {readonly string[]} args
@param {Record<string, string | undefined>} [env]
*/
export function runQuietly(file, args, env = process.env) {
	execFileSync(file, args, {stdio: ['ignore', 'ignore', 'pipe'], env});
}
