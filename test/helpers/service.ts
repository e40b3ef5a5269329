import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {loginEnvironment} from './login-environment.js';
import {programCommand} from './run-program.js';
import {temporaryDirectory} from './temporary-directory.js';

/**
The built program as a service: without a terminal, with a home of its own, running until it is told to end. Killed when it
goes out of scope.
*/
export type Service = Disposable & {
	readonly pid: number;
	/** All that it wrote so far. */
	stdout(): string;
	stderr(): string;
	/** Sends the signal; resolves with the exit code, `null` when a signal ended it. */
	end(signal?: NodeJS.Signals): Promise<number | null>;
};

export function startService(args: readonly string[], env: Readonly<Record<string, string>> = {}): Service {
	const [file, ...first] = programCommand;
	return start(file, [...first, ...args], env);
}

/** The same with a limit of the shell, such as `-n 160` for open files. */
export function startLimited(limit: string, args: readonly string[]): Service {
	return start('/bin/sh', ['-c', `ulimit ${limit}; exec "$0" "$@"`, ...programCommand, ...args], {});
}

/** The same as systemd starts it: it says which file is the journal, and that is standard error. */
export function startUnderJournal(args: readonly string[]): Service {
	const script = 'JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec "$0" "$@"';
	return start('/bin/sh', ['-c', script, ...programCommand, ...args], {});
}

/** Another program that starts it, in the same environment. */
export function startCommand(
	file: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Service {
	return start(file, args, env);
}

function start(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Service {
	const home = temporaryDirectory();
	const child = spawn(file, [...args], {
		env: {...loginEnvironment(home.path), ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const closed = once(child, 'close');

	return {
		pid: child.pid ?? 0,
		stdout: () => stdout,
		stderr: () => stderr,
		async end(signal = 'SIGTERM') {
			child.kill(signal);
			await closed;
			return child.exitCode;
		},
		[Symbol.dispose]() {
			child.kill('SIGKILL');
			home[Symbol.dispose]();
		},
	};
}
