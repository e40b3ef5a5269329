import type {Process} from '../../metrics/snapshot.js';

/** More of one process than every sample carries. Each part is `undefined` where it is not told to this user. */
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

/** What can be asked of, and done to, the processes of the machine that is shown. */
export type ProcessService = {
	commandLine(process: Process): string | undefined;
	details(process: Process): ProcessDetails | undefined;
	/** Sends a signal; throws when it may not. Absent where the processes are not ours to touch. */
	readonly signal: ((process: Process, signal: NodeJS.Signals) => void) | undefined;
};

/** Of a machine that tells nothing more: another host, a recording. */
export const noProcessService: ProcessService = {
	commandLine: () => undefined,
	details: () => undefined,
	signal: undefined,
};
