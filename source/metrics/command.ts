import {Buffer} from 'node:buffer';
import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {errorCode} from '../support/system-error.js';
import {UnavailableError} from './collector.js';
import {killGroup} from './kill-group.js';

/** A program that is run again and again for what it prints. POSIX systems only. */
export type Command = {
	/**
	Resolves with standard output. Rejects when the program fails, prints too much or takes too long (`OverdueError`), when
	`signal` aborts, and while an earlier run has not ended; with `UnavailableError` when it is not installed.
	*/
	run(signal?: AbortSignal): Promise<string>;
	/** The program is there: at work, or killed and stuck in the kernel. */
	isRunning(): boolean;
	/** Kills a run that is still going on. */
	[Symbol.dispose](): void;
};

/** The program was still at work when its time was up. */
export class OverdueError extends Error {
	override readonly name = 'OverdueError';
}

export type CommandOptions = {
	readonly timeoutMs: number;
	/** Exit codes that still mean an answer: `df` exits with 1 when one of many mounts fails. */
	readonly acceptedExitCodes?: readonly number[];
	readonly maximumOutputBytes?: number;
};

const defaultMaximumOutputBytes = 4 * 1024 * 1024;
const maximumComplaintCharacters = 200;
/** What a program wrote before its exit is in the pipe already; this is the time to read it. */
const drainMs = 100;

/**
Runs `file` without a shell, in English and UTC, in the root directory, at most once at a time, and shows it none of our
environment but `PATH`.

It gets a process group of its own, so that whatever it started is killed with it, and Ctrl-C in the terminal does not
reach it. Its exit is the end of the run, even when a grandchild keeps the pipe open. A killed program that does not die
(waiting in the kernel for a dead disk) is let go of: the caller hears at once, but no second one is started beside it.
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
			let complaint = '';
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

			/** Lets go of a child that still runs, or of a grandchild that still holds the pipe. */
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
						reject(new Error(`${name} ${ending(child)}${complaint && `: ${complaint.trim().split('\n')[0]}`}`));
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
				complaint = (complaint + chunk.toString('utf8')).slice(0, maximumComplaintCharacters);
			});
			child.on('exit', () => {
				living = undefined;
				if (!isSettled) {
					// The immediate comes after the pipe was read once more, even when the event loop was late.
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
