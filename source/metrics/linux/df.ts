import {command, OverdueError} from '../command.js';
import type {Reading} from '../reading.js';

/** The row of df(1) for a file system. */
export type DfRow = {
	/** Device or remote source. */
	readonly source: string;
	readonly mountPoint: string;
	readonly totalBytes: number;
	readonly usedBytes: number;
	readonly freeBytes: number;
};

/** A call of df. */
export type DfCall = {
	/** Returns whether the child exists: running, or killed and blocked in the kernel until the server is back. */
	isAlive(): boolean;
	/** Kills the child. `onAnswer` is not called afterwards. */
	[Symbol.dispose](): void;
};

/** The options of `callDf`. */
export type DfOptions = {
	/** Program to run; searched in `PATH` when it contains no slash. */
	readonly command: string;
	readonly timeoutMs: number;
};

/** Maximum output, well above one row. */
const maxOutputBytes = 65_536;

/**
Starts a child process that reads the usage at `path`, and calls `onAnswer` exactly once, at the latest after the
timeout. A statfs on a dead server cannot be cancelled and would hang the exit of this process; a child can be killed or
abandoned.
*/
export function callDf(path: string, options: DfOptions, onAnswer: (answer: Reading<DfRow>) => void): DfCall {
	const df = command(options.command, ['-kP', '--', path], {
		timeoutMs: options.timeoutMs,
		maximumOutputBytes: maxOutputBytes,
	});
	let isWanted = true;
	const answerOnce = (answer: Reading<DfRow>): void => {
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
		.then(answerOnce);

	return {
		isAlive: df.isRunning,
		[Symbol.dispose]() {
			isWanted = false;
			df[Symbol.dispose]();
		},
	};
}

/**
Parses the output of `df -kP`: `source total used free capacity% mountPoint`. Source and mount point may contain spaces,
so the rightmost sequence of numbers is used.
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
