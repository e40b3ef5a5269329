import {command, OverdueError} from '../command.js';
import type {Reading} from '../reading.js';

/** What df(1) says of one file system. */
export type DfRow = {
	/** The device or remote source. */
	readonly source: string;
	readonly mountPoint: string;
	readonly totalBytes: number;
	readonly usedBytes: number;
	readonly freeBytes: number;
};

/** A child that was asked once. */
export type DfCall = {
	/** The child is there: at work, or killed and stuck in the kernel until the server comes back. */
	isAlive(): boolean;
	/** Kills the child; no answer comes any more. */
	[Symbol.dispose](): void;
};

export type DfOptions = {
	/** The program to run; looked up in `PATH` when it has no slash. */
	readonly command: string;
	readonly timeoutMs: number;
};

/** More than one line of figures needs. */
const maxOutputBytes = 65_536;

/**
Asks a child process for the space at `path` and hands over the answer exactly once, at the latest when the time is up. A
statfs on a dead server cannot be cancelled, and in this process it would even hang the exit; a child can be killed, or
left behind.
*/
export function callDf(path: string, options: DfOptions, onAnswer: (answer: Reading<DfRow>) => void): DfCall {
	const df = command(options.command, ['-kP', '--', path], {
		timeoutMs: options.timeoutMs,
		maximumOutputBytes: maxOutputBytes,
	});
	let isWanted = true;
	const tell = (answer: Reading<DfRow>): void => {
		if (isWanted) {
			onAnswer(answer);
		}
	};
	df.run()
		.then((text): Reading<DfRow> => ({state: 'ok', value: parseDf(text)}))
		.catch(
			(error: Error): Reading<DfRow> => ({
				state: error instanceof OverdueError ? 'timeout' : 'error',
				reason: error.message,
			}),
		)
		.then(tell);

	return {
		isAlive: df.isRunning,
		[Symbol.dispose]() {
			isWanted = false;
			df[Symbol.dispose]();
		},
	};
}

/**
The figures of `df -kP`: `source total used free capacity% mountPoint`. Source and mount point may hold spaces, so the line
is matched by its run of figures, the rightmost one.
*/
export function parseDf(text: string): DfRow {
	const line = text.trimEnd().split('\n').slice(1).at(-1) ?? '';
	const match = /^(.*\S)\s+(\d+)\s+(-?\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(line);
	if (!match) {
		throw new Error(`df: expected a header and "source total used free capacity% path", found "${text.slice(0, 200)}"`);
	}

	const [, source = '', total, used, free, mountPoint = ''] = match;
	const bytes = (kibibytes: string | undefined): number => Math.max(0, Number(kibibytes)) * 1024;
	return {source, mountPoint, totalBytes: bytes(total), usedBytes: bytes(used), freeBytes: bytes(free)};
}
