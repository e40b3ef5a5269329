import {type ChildProcess, spawn} from 'node:child_process';
import {Socket} from 'node:net';
import type {Readable} from 'node:stream';
import {asError} from '../../support/system-error.js';
import {killGroup} from '../kill-group.js';

/** Time to read the remaining output of a child after its exit. */
const lastWordsMs = 200;

/** The end of a child process. */
export type ChildEnd = {
	/** Exit code. `undefined` when the child was killed by a signal or never started. */
	readonly exitCode: number | undefined;
	/** Error when it could not be started, for example `EACCES`. */
	readonly startError: Error | undefined;
};

/** A child process with its descendants. */
export type ChildGroup = {
	/**
	Sends SIGKILL to the child and its descendants and returns immediately. A child that is blocked in the driver exits
	only when the kernel releases it; `onEnd` is called then.
	*/
	kill(): void;
};

/** The callbacks of `startChildGroup`. */
export type ChildListener = {
	onOutput(text: string): void;
	/** Called once, after `startChildGroup` has returned. */
	onEnd(end: ChildEnd): void;
};

/**
Starts a program in its own process group, so that it can be killed together with its descendants. Neither the child nor
its pipes keep this process alive.
*/
export function startChildGroup(path: string, arguments_: readonly string[], listener: ChildListener): ChildGroup {
	let hasEnded = false;
	let timer: NodeJS.Timeout | undefined;
	let streams: readonly (Readable | null)[] = [];

	const end = (exitCode: number | undefined, startError: Error | undefined): void => {
		if (hasEnded) {
			return;
		}

		hasEnded = true;
		clearTimeout(timer);
		for (const stream of streams) {
			stream?.destroy();
		}

		listener.onEnd({exitCode, startError});
	};

	let child: ChildProcess;
	try {
		child = spawn(path, arguments_, {
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: process.platform !== 'win32',
			windowsHide: true,
		});
	} catch (error) {
		const startError = asError(error);
		setImmediate(end, undefined, startError);
		return {kill: () => undefined};
	}

	child.unref();
	streams = [child.stdout, child.stderr];
	for (const stream of streams) {
		stream?.setEncoding('utf8');
		stream?.on('data', (text: string) => listener.onOutput(text));
		stream?.on('error', () => stream.destroy());
		if (stream instanceof Socket) {
			stream.unref();
		}
	}

	let exitCode: number | undefined;
	child.on('error', error => {
		// Also emitted when a kill fails; the child is then still running.
		if (child.pid === undefined) {
			end(undefined, error);
		}
	});
	child.on('exit', code => {
		exitCode = code ?? undefined;
		// Descendants may keep the pipes open and would be orphaned.
		killGroup(child);
		timer = setTimeout(() => end(exitCode, undefined), lastWordsMs);
		timer.unref();
	});
	child.on('close', () => end(exitCode, undefined));

	return {
		kill: () => {
			if (!hasEnded && child.exitCode === null && child.signalCode === null) {
				killGroup(child);
			}
		},
	};
}
