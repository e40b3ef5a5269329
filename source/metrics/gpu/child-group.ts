import {type ChildProcess, spawn} from 'node:child_process';
import {Socket} from 'node:net';
import type {Readable} from 'node:stream';
import {asError} from '../../support/system-error.js';
import {killGroup} from '../kill-group.js';

/** How long the pipes of a finished child are read for its last words. */
const lastWordsMs = 200;

export type ChildEnd = {
	/** `undefined` when the child was ended by a signal or never started. */
	readonly exitCode: number | undefined;
	/** Why it could not be started, e.g. `EACCES`. */
	readonly startError: Error | undefined;
};

export type ChildGroup = {
	/**
	Sends SIGKILL to the child and everything it started, and returns at once. A child that waits in the driver ends only
	when the kernel lets go of it: `onEnd` tells when, and until then it lives.
	*/
	kill(): void;
};

export type ChildListener = {
	onOutput(text: string): void;
	/** Once, always after this function returned. */
	onEnd(end: ChildEnd): void;
};

/**
Runs a program in a process group of its own, so that it can be killed together with what it started. Neither the child
nor its pipes keep this process alive.
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
		// Also emitted when a kill fails; then the child lives on.
		if (child.pid === undefined) {
			end(undefined, error);
		}
	});
	child.on('exit', code => {
		exitCode = code ?? undefined;
		// What the child started may hold the pipes open and would be orphaned.
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
