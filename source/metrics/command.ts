import {Buffer} from 'node:buffer';
import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {errorCode} from '../support/system-error.js';
import {UnavailableError} from './collector.js';
import {killGroup} from './kill-group.js';

/** A program that is run repeatedly for its output. POSIX systems only. */
export type Command = {
	/**
	Runs the program and resolves with its standard output. Rejects when the program fails, prints too much, times out
	(`OverdueError`) or is not installed (`UnavailableError`), when `signal` aborts, and while an earlier run has not
	ended.
	*/
	run(signal?: AbortSignal): Promise<string>;
	/** Returns whether the process exists: running, or killed and blocked in the kernel. */
	isRunning(): boolean;
	/** Kills a running process. */
	[Symbol.dispose](): void;
};

/** An error that is thrown when a program exceeds its timeout. */
export class OverdueError extends Error {
	override readonly name = 'OverdueError';
}

/** The options of `command`. */
export type CommandOptions = {
	readonly timeoutMs: number;
	/** Exit codes that count as success: `df` exits with 1 when one of many mounts fails. */
	readonly acceptedExitCodes?: readonly number[];
	readonly maximumOutputBytes?: number;
};

const defaultMaximumOutputBytes = 4 * 1024 * 1024;
const maxErrorCharacters = 200;
/** Time to read the remaining output from the pipe after the exit of a program. */
const drainMs = 100;

/**
Returns a command that runs `file` without a shell, in English and UTC, in the root directory, one process at a time. Of
the environment the process gets only `PATH`.

The process has its own process group, so that its children are killed with it and Ctrl-C in the terminal does not reach
it. A run ends with its exit, even when a grandchild keeps the pipe open. When a killed process does not exit, because
it waits in the kernel for a dead disk, the run rejects immediately, but no second process is started meanwhile.
*/
export function command(file: string, args: readonly string[], options: CommandOptions): Command {
	const {timeoutMs, acceptedExitCodes = [0], maximumOutputBytes = defaultMaximumOutputBytes} = options;
	const name = path.basename(file);
	let living: ChildProcess | undefined;
	let stop: ((reason: Error) => void) | undefined;

	const run = (signal?: AbortSignal) =>
		new Promise<string>((resolve, reject) => {
			signal?.throwIfAborted();
			if (living) {
				throw new Error(`${name} was not started: its previous run has not ended`);
			}

			const child: ChildProcess = spawn(file, args, {
				cwd: '/',
				detached: true,
				stdio: ['ignore', 'pipe', 'pipe'],
				env: {PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC'},
			});
			const output: Buffer[] = [];
			let outputBytes = 0;
			let errorText = '';
			let isSettled = false;
			let drainTimer: NodeJS.Timeout | undefined;

			const settle = (act: () => void): void => {
				if (isSettled) {
					return;
				}

				isSettled = true;
				stop = undefined;
				clearTimeout(overdueTimer);
				clearTimeout(drainTimer);
				signal?.removeEventListener('abort', onAbort);
				act();
			};

			/** Abandons a child that still runs, or a grandchild that keeps the pipe open. */
			const abandon = (): void => {
				killGroup(child);
				child.stdout?.destroy();
				child.stderr?.destroy();
				child.unref();
			};

			const fail = (error: unknown): void =>
				settle(() => {
					abandon();
					reject(error);
				});

			const conclude = (): void =>
				settle(() => {
					const {exitCode} = child;
					if (exitCode !== null && acceptedExitCodes.includes(exitCode)) {
						resolve(Buffer.concat(output).toString('utf8'));
					} else {
						reject(new Error(`${name} ${ending(child)}${errorText && `: ${errorText.trim().split('\n')[0]}`}`));
					}
				});

			const concludeUndrained = (): void => {
				if (!isSettled) {
					abandon();
					conclude();
				}
			};

			const onAbort = (): void => fail(signal?.reason);
			const overdueTimer = setTimeout(
				() => fail(new OverdueError(`${name} gave no answer within ${timeoutMs / 1000} s`)),
				timeoutMs,
			);

			living = child;
			stop = fail;
			signal?.addEventListener('abort', onAbort, {once: true});
			child.on('error', error => {
				living = undefined;
				fail(errorCode(error) === 'ENOENT' ? new UnavailableError('unsupported', `${file} is not installed`) : error);
			});
			child.stdout?.on('data', (chunk: Buffer) => {
				output.push(chunk);
				outputBytes += chunk.length;
				if (outputBytes > maximumOutputBytes) {
					fail(new Error(`${name} printed more than ${maximumOutputBytes} bytes`));
				}
			});
			child.stderr?.on('data', (chunk: Buffer) => {
				errorText = (errorText + chunk.toString('utf8')).slice(0, maxErrorCharacters);
			});
			child.on('exit', () => {
				living = undefined;
				if (!isSettled) {
					// The immediate runs after the pipe was read again, even when the event loop was late.
					drainTimer = setTimeout(() => setImmediate(concludeUndrained), drainMs);
				}
			});
			child.on('close', conclude);
		});

	return {
		run,
		isRunning: () => living !== undefined,
		[Symbol.dispose]() {
			stop?.(new Error(`${name} was stopped`));
		},
	};
}

function ending({exitCode, signalCode}: ChildProcess): string {
	return exitCode === null ? `was killed by ${signalCode}` : `exited with code ${exitCode}`;
}
