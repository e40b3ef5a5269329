import type {Follower} from '../../core/follower.js';
import type {QueueCounts} from '../../support/retry-queue.js';

/** A follower that takes what a monitor measures somewhere else. Disposing waits for what is under way. */
export type Exporter = Follower;

/** An exporter that has been started. */
export type RunningExport = AsyncDisposable & {
	/**
	Exports the latest sample now, whatever the interval. Resolves with the place where it is, rejects with the reason why it
	is nowhere: it then waits and is tried again.
	*/
	exportNow(): Promise<string>;
	counts(): QueueCounts;
};
