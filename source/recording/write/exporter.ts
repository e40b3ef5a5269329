import type {Follower} from '../../core/follower.js';
import type {QueueCounts} from '../../support/retry-queue.js';

/** A follower that exports the samples of a monitor. Disposing waits for pending writes. */
export type Exporter = Follower;

/** A running exporter. */
export type RunningExport = AsyncDisposable & {
	/**
	Exports the latest sample now, regardless of the interval. Resolves with the place of the sample. Rejects with the reason if it
	cannot be written; it is then queued and retried.
	*/
	exportNow(): Promise<string>;
	counts(): QueueCounts;
};
