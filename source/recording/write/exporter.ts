import type {Follower} from '../../core/follower.js';
import type {QueueCounts} from '../../support/retry-queue.js';

/** A follower that exports samples. Disposing waits for pending writes. */
export type Exporter = Follower;

/** A running exporter. */
export type RunningExport = AsyncDisposable & {
	/**
	Exports the latest sample immediately, regardless of the interval. Resolves with its location. Rejects with a reason
	when it cannot be written; it is then retried later.
	*/
	exportNow(): Promise<string>;
	counts(): QueueCounts;
};
