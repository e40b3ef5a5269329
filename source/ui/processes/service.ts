import type {ProcessThreads} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import type {Inspector} from './inspection.js';
import type {ProcessScope} from './scope.js';
import type {Signal} from './signals.js';

/** A change of the nice value: by a number of steps, or to a value. */
export type NiceChange = {readonly by: number} | {readonly to: number};

/** A nice value before and after a change. */
export type NiceResult = {readonly before: number; readonly after: number};

/** Operations on the processes of the shown machine. */
export type ProcessService = {
	commandLine(process: Process): string | undefined;
	/**
	Returns a reader of the details of a process. Absent for remote machines and recordings, and on other systems than Linux.
	*/
	readonly inspect: ((process: Process) => Inspector) | undefined;
	/**
	Returns the threads of a process at the time of a sample: the same result for the same time. Absent for remote machines and
	recordings, and on other systems than Linux.
	*/
	readonly threads: ((process: Process, atMs: number) => ProcessThreads | undefined) | undefined;
	/**
	Sends a signal; throws when it is not permitted. Absent for remote machines, recordings and with `--read-only`.
	*/
	readonly signal: ((process: Process, signal: Signal) => void) | undefined;
	/** Reports the processes that are on the screen, of which everything is read at every pass. Absent like `inspect`. */
	watch?(pids: readonly number[]): void;
	/** The processes that the list is limited to. Absent when it has all. */
	readonly scope?: ProcessScope | undefined;
	/** Changes the nice value; throws when it is not permitted. Absent where signals are, and on Windows. */
	readonly renice: ((process: Process, change: NiceChange) => NiceResult) | undefined;
};

/** Process service of a remote machine or a recording, which has no details. */
export const noProcessService: ProcessService = {
	commandLine: () => undefined,
	threads: undefined,
	inspect: undefined,
	signal: undefined,
	renice: undefined,
};
