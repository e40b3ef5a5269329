import type {Follower} from '../../core/follower.js';

/** A follower that takes what a monitor measures somewhere else. Disposing waits for what is under way. */
export type Exporter = Follower;

/** What became of the samples that were to be exported, since the start. */
export type ExportCounts = {
	readonly written: number;
	/** Not written yet, the one under way included. */
	readonly waiting: number;
	/** Given up, because too many waited. */
	readonly lost: number;
};

/** An exporter that has been started. */
export type RunningExport = AsyncDisposable & {
	/**
	Exports the latest sample now, whatever the interval. Resolves with the place where it is, rejects with the reason why it
	is nowhere: it then waits and is tried again.
	*/
	exportNow(): Promise<string>;
	counts(): ExportCounts;
};
