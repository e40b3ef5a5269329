import type {
	Environment,
	OpenFiles,
	ProcessDetails,
	ProcessLimit,
	ProcessMemory,
	ProcessThreads,
} from '../../metrics/model/process-details.js';

/** Details of one process, read while its page is open. A part is `undefined` where this user may not read it. */
export type Inspection = {
	readonly details: ProcessDetails;
	readonly memory: ProcessMemory | undefined;
	readonly limits: readonly ProcessLimit[] | undefined;
	readonly files: OpenFiles | undefined;
	readonly threads: ProcessThreads | undefined;
	readonly environment: Environment | undefined;
};

/** A reader of one process. */
export type Inspector = {
	/** Reads the process again; expensive parts less often. Values of the environment are read only with `values`. */
	read(options: {readonly values: boolean}): Promise<Inspection>;
};
