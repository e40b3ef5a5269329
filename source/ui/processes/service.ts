import type {Process} from '../../metrics/snapshot.js';

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

/** Operations on the processes of the shown machine. */
export type ProcessService = {
	commandLine(process: Process): string | undefined;
	details(process: Process): ProcessDetails | undefined;
	/**
	Sends a signal; throws when it is not permitted. Absent for remote machines, recordings and with `--read-only`.
	*/
	readonly signal: ((process: Process, signal: NodeJS.Signals) => void) | undefined;
};

/** Process service of a remote machine or a recording, which has no details. */
export const noProcessService: ProcessService = {
	commandLine: () => undefined,
	details: () => undefined,
	signal: undefined,
};
