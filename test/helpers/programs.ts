import {spawnSync} from 'node:child_process';
import process from 'node:process';

/** Whether a program is installed on this machine. */
export function hasProgram(name: string): boolean {
	return spawnSync(name, ['--version'], {stdio: 'ignore'}).error === undefined;
}

/** Why a test that needs a program cannot run here, or `false`. In the continuous integration it must run. */
export function without(name: string, debianPackage = name): string | false {
	return process.env.CI || hasProgram(name) ? false : `${name} is not installed (Debian: ${debianPackage})`;
}
