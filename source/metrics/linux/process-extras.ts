import {Buffer} from 'node:buffer';
import type {Machine} from '../collector.js';
import type {Process} from '../snapshot.js';
import {countOpenFiles} from './open-files.js';
import {parseGroupPath} from './procfs/group-path.js';
import {addIo, type PidIo, parsePidIo} from './procfs/pid-io.js';
import {maxOpenFilesOf} from './procfs/pid-limits.js';
import {parseRunDelay} from './procfs/pid-schedstat.js';
import type {PidStat} from './procfs/pid-stat.js';
import {parseSwap} from './procfs/pid-status.js';
import {parseWaitChannel} from './procfs/wait-channel.js';
import {smallFileReader} from './small-file.js';

/** The values of a process that are not in `stat`. */
export type ExtraValues = Pick<
	Process,
	| 'groupPath'
	| 'swapBytes'
	| 'runDelayPercent'
	| 'readBytesPerSecond'
	| 'writeBytesPerSecond'
	| 'openFiles'
	| 'maxOpenFiles'
	| 'waitChannel'
>;

/** The values of a process that are not in `stat`, as of when they were last read. */
export type Extras = {
	readonly values: ExtraValues;
	/** The counters of the rates, and when they were read. */
	readonly counters: Counters | undefined;
	/** When everything was read. */
	readonly readMs: number | undefined;
	/** When the values that hardly change were read: the control group and the limit of open files. */
	readonly settledMs: number | undefined;
	/** Until when `io` is not tried again, because it could not be read. */
	readonly ioDeniedUntilMs: number;
};

type Counters = {
	readonly ioMs: number;
	readonly io: PidIo | undefined;
	readonly runDelayMs: number;
	readonly runDelayNs: number | undefined;
	/** Whether there were none before, so that there are no rates yet. */
	readonly isFirst: boolean;
};

/** The values of a process of which only `stat` has been read. */
export const noExtras: Extras = {
	values: {
		groupPath: undefined,
		swapBytes: undefined,
		runDelayPercent: undefined,
		readBytesPerSecond: undefined,
		writeBytesPerSecond: undefined,
		openFiles: undefined,
		maxOpenFiles: undefined,
		waitChannel: undefined,
	},
	counters: undefined,
	readMs: undefined,
	settledMs: undefined,
	ioDeniedUntilMs: Number.NEGATIVE_INFINITY,
};

/**
Returns the extras of a process until they are read. Those of a terminated process are its group, and the counters, which its
parent inherits.
*/
export function extrasUntilRead(
	{state}: PidStat,
	before: {readonly stat: PidStat; readonly extras: Extras} | undefined,
): Extras {
	const {stat, extras} = before ?? {stat: undefined, extras: noExtras};
	return (state === 'Z' || state === 'X') && stat?.state !== state
		? {...extras, values: {...noExtras.values, groupPath: extras.values.groupPath}}
		: extras;
}

/** Returns extras in which `io` counts as read before. */
export function withIo(extras: Extras, io: PidIo): Extras {
	const {counters} = extras;
	return counters?.io && io.readBytes + io.writtenBytes > 0
		? {...extras, counters: {...counters, io: addIo(counters.io, io)}}
		: extras;
}

/** A reader of the files of a process besides `stat`. An unreadable file affects only its own values. */
export type ExtrasReader = {
	/**
	Reads the counters of I/O and run delay. Rates are over the time since they were last read; those of a process that
	started since the previous pass are over the time since `newSinceMs`. The run delay of a process that did not run is not
	read.
	*/
	readRates(stat: PidStat, before: Extras, newSinceMs: number | undefined, hasRun: boolean): Extras;
	/** Reads everything. Without swap in use, the swapped-out memory is 0 and is not read. */
	readAll(stat: PidStat, before: Extras, newSinceMs: number | undefined, hasRun: boolean, isSwapUsed: boolean): Extras;
};

const settledForMs = 60_000;
const deniedForMs = 60_000;
/** A shorter time between two readings gives no meaningful rate. */
const minSeconds = 0.1;
/** `status` contains all supplementary groups, `cgroup` a path per hierarchy. */
const maxBytes = 16 * 1024;
const maxGroupPaths = 10_000;

/** Returns a reader of `io`, `schedstat`, `status`, `fd`, `limits`, `cgroup` and `wchan` in `/proc/[pid]`. */
export function extrasReader(machine: Machine): ExtrasReader {
	const read = smallFileReader(maxBytes);
	const groupPaths = new Map<string, string>();

	const readRates: ExtrasReader['readRates'] = ({pid}, before, newSinceMs, hasRun) => {
		const directory = `${machine.root}/proc/${pid}`;
		const readMs = machine.monotonicMs();
		const isTried = readMs >= before.ioDeniedUntilMs;
		const io = isTried ? ifReadable(() => parsePidIo(read(`${directory}/io`).toString('latin1'))) : undefined;
		const {counters} = before;
		const isDelayRead = hasRun || counters === undefined;
		const runDelayNs = isDelayRead
			? ifReadable(() => parseRunDelay(read(`${directory}/schedstat`).toString('latin1')))
			: counters.runDelayNs;
		const rate = (
			now: number | undefined,
			then: number | undefined,
			thenMs: number | undefined,
		): number | undefined => {
			const from = counters ? then : 0;
			const sinceMs = counters ? thenMs : newSinceMs;
			const seconds = sinceMs === undefined ? 0 : (readMs - sinceMs) / 1000;
			const isKnown = now !== undefined && from !== undefined && seconds >= minSeconds;
			return isKnown ? Math.max(0, now - from) / seconds : undefined;
		};
		const delay = rate(runDelayNs, counters?.runDelayNs, counters?.runDelayMs);
		return {
			...before,
			values: {
				...before.values,
				readBytesPerSecond: rate(io?.readBytes, counters?.io?.readBytes, counters?.ioMs),
				writeBytesPerSecond: rate(io?.writtenBytes, counters?.io?.writtenBytes, counters?.ioMs),
				runDelayPercent: delay === undefined ? undefined : Math.min(100, (100 * delay) / 1e9),
			},
			counters: {
				ioMs: readMs,
				io,
				runDelayMs: isDelayRead ? readMs : counters.runDelayMs,
				runDelayNs,
				isFirst: counters === undefined && newSinceMs === undefined,
			},
			ioDeniedUntilMs: isTried && io === undefined ? readMs + deniedForMs : before.ioDeniedUntilMs,
		};
	};

	/** Processes share the text of the path of their group. */
	const shared = (path: string): string => {
		const known = groupPaths.get(path);
		if (known !== undefined) {
			return known;
		}

		if (groupPaths.size >= maxGroupPaths) {
			groupPaths.clear();
		}

		// A copy: a part of a text keeps the whole text in memory.
		const copy = Buffer.from(path).toString();
		groupPaths.set(copy, copy);
		return copy;
	};

	const groupPathOf = (directory: string): string | undefined => {
		const path = ifReadable(() => parseGroupPath(read(`${directory}/cgroup`).toString('utf8')));
		return path === undefined ? undefined : shared(path);
	};

	return {
		readRates,
		readAll(stat, before, newSinceMs, hasRun, isSwapUsed) {
			const rates = readRates(stat, before, newSinceMs, hasRun);
			const directory = `${machine.root}/proc/${stat.pid}`;
			const readMs = machine.monotonicMs();
			const isSettled = before.settledMs !== undefined && readMs - before.settledMs < settledForMs;
			const {groupPath, maxOpenFiles, openFiles} = before.values;
			const hasMemory = stat.virtualBytes > 0;
			return {
				...rates,
				values: {
					...rates.values,
					groupPath: isSettled ? groupPath : (groupPathOf(directory) ?? groupPath),
					swapBytes: isSwapUsed ? ifReadable(() => parseSwap(read(`${directory}/status`))) : hasMemory ? 0 : undefined,
					openFiles: stat.isKernelThread
						? undefined
						: ifReadable(() => countOpenFiles(directory, isSettled ? openFiles : undefined)),
					maxOpenFiles:
						isSettled || stat.isKernelThread
							? maxOpenFiles
							: ifReadable(() => maxOpenFilesOf(read(`${directory}/limits`).toString('latin1'))),
					waitChannel: stat.state === 'D' ? waitChannelOf(directory, read) : undefined,
				},
				readMs,
				settledMs: isSettled ? before.settledMs : readMs,
			};
		},
	};
}

/** Returns the kernel function in which a process waits: `wchan`, or the top of `stack`, which only root can read. */
function waitChannelOf(directory: string, read: (path: string) => Buffer): string | undefined {
	const channel = ifReadable(() => parseWaitChannel(read(`${directory}/wchan`).toString('latin1')));
	return channel ?? ifReadable(() => /^\[<\w+>\] ([\w.]+)/.exec(read(`${directory}/stack`).toString('latin1'))?.[1]);
}

/** Returns the result of `read`, or `undefined` when it fails, so that the other values are still read. */
function ifReadable<Value>(read: () => Value): Value | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
