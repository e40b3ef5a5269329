import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
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

const longestOutput = 65_536;
/** How long output may still arrive after the child ended, when something else keeps its pipe open. */
const drainMs = 100;

/**
Asks a child process for the space at `path` and hands over the answer exactly once, at the latest when the time is up. A
statfs on a dead server cannot be cancelled, and in this process it would even hang the exit; a child can be killed, or
left behind.
*/
export function callDf(path: string, options: DfOptions, onAnswer: (answer: Reading<DfRow>) => void): DfCall {
	let child: ReturnType<typeof spawnDf>;
	try {
		child = spawnDf(options.command, path);
	} catch (error) {
		onAnswer(failed(`cannot run ${options.command}`, error));
		return {isAlive: () => false, [Symbol.dispose]() {}};
	}

	let output = '';
	let complaint = '';
	let isSettled = false;
	let isClosed = false;
	let drain: NodeJS.Timeout | undefined;

	const settle = (answer: Reading<DfRow> | undefined): void => {
		if (isSettled) {
			return;
		}

		isSettled = true;
		clearTimeout(limit);
		clearTimeout(drain);
		if (!isClosed) {
			killGroup(child);
		}

		child.stdout.destroy();
		child.stderr.destroy();
		child.unref();
		if (answer) {
			onAnswer(answer);
		}
	};

	const limit = setTimeout(() => {
		settle({state: 'timeout', reason: `df gave no answer within ${options.timeoutMs / 1000} s`});
	}, options.timeoutMs);

	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		output += chunk;
		if (output.length > longestOutput) {
			settle({state: 'error', reason: 'df printed more than one line of figures'});
		}
	});
	child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
		complaint = (complaint + chunk).slice(0, longestOutput);
	});
	child.on('error', error => settle(failed(`cannot run ${options.command}`, error)));
	child.on('exit', () => {
		if (!isSettled) {
			// The immediate comes after the pipe was read once more, even when the event loop was late.
			drain = setTimeout(() => setImmediate(() => settle(answerOf(child, output, complaint))), drainMs);
		}
	});
	child.on('close', () => {
		isClosed = true;
		settle(answerOf(child, output, complaint));
	});

	return {
		isAlive: () => isAlive(child),
		[Symbol.dispose]: () => settle(undefined),
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

/** In a process group of its own, so that whatever it starts is killed with it, and without our secrets around it. */
function spawnDf(command: string, path: string) {
	return spawn(command, ['-kP', '--', path], {
		cwd: '/',
		detached: true,
		env: {PATH: process.env.PATH, LC_ALL: 'C'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

function answerOf(child: ChildProcess, output: string, complaint: string): Reading<DfRow> {
	if (child.exitCode !== 0) {
		const [firstLine = ''] = complaint.trim().split('\n');
		return {state: 'error', reason: firstLine || `df ended with ${child.signalCode ?? `exit code ${child.exitCode}`}`};
	}

	try {
		return {state: 'ok', value: parseDf(output)};
	} catch (error) {
		return failed('unreadable answer', error);
	}
}

function failed(what: string, error: unknown): Reading<DfRow> {
	return {state: 'error', reason: `${what}: ${error instanceof Error ? error.message : String(error)}`};
}

function isAlive(child: ChildProcess): boolean {
	return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) {
		return;
	}

	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// Nobody is left in the group.
	}
}
