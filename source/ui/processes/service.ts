import type {ProcessThreads} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import type {Signal} from './signals.js';

/** Details of one process that are not part of a sample. A field is `undefined` where this user may not read it. */
export type ProcessDetails = {
	readonly commandLine: string | undefined;
	readonly workingDirectory: string | undefined;
	readonly executable: string | undefined;
	readonly threads: number | undefined;
	readonly openFiles: number | undefined;
	readonly readBytes: number | undefined;
	readonly writtenBytes: number | undefined;
	readonly cgroup: string | undefined;
};

/** A change of the nice value: by a number of steps, or to a value. */
export type NiceChange = {readonly by: number} | {readonly to: number};

/** A nice value before and after a change. */
export type NiceResult = {readonly before: number; readonly after: number};

/** Operations on the processes of the shown machine. */
export type ProcessService = {
	commandLine(process: Process): string | undefined;
	details(process: Process): ProcessDetails | undefined;
	/**
	Returns the threads of a process at the time of a sample: the same result for the same time. Absent for remote machines and
	recordings, and on other systems than Linux.
	*/
	readonly threads: ((process: Process, atMs: number) => ProcessThreads | undefined) | undefined;
	/**
	Sends a signal; throws when it is not permitted. Absent for remote machines, recordings and with `--read-only`.
	*/
	readonly signal: ((process: Process, signal: Signal) => void) | undefined;
	/** Changes the nice value; throws when it is not permitted. Absent where signals are, and on Windows. */
	readonly renice: ((process: Process, change: NiceChange) => NiceResult) | undefined;
};

/** Process service of a remote machine or a recording, which has no details. */
export const noProcessService: ProcessService = {
	commandLine: () => undefined,
	details: () => undefined,
	threads: undefined,
	signal: undefined,
	renice: undefined,
};
