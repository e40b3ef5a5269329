import {countOf} from './format.js';
import {systemReason} from './system-error.js';

/** The counts of a queue since the start. */
export type QueueCounts = {
	/** Items that were written. */
	readonly written: number;
	/** Items not written yet, including those being written. */
	readonly waiting: number;
	/** Items that were refused, or discarded because too many waited. */
	readonly lost: number;
};

/**
A queue that writes items asynchronously and in order. Items that cannot be written wait, up to a limit, and are
retried.
*/
export type RetryQueue<Item> = AsyncDisposable & {
	push(item: Item): void;
	/** Writes immediately. Resolves when all items are written; rejects on failure, and the items stay in the queue. */
	flush(): Promise<void>;
	counts(): QueueCounts;
};

/** A function that takes the oldest items from the queue: one, or as many as both limits permit. */
export type TakeItems<Item> = (maxItems?: number, maxBytes?: number) => readonly Item[];

/** The options of `createRetryQueue`. */
export type RetryQueueOptions<Item> = {
	/**
	Calls `take` once, when it is ready, and writes the items. Resolves with an error for each item that will never be
	accepted; these are lost. When it rejects, the items return to the queue.
	*/
	readonly write: (take: TakeItems<Item>) => Promise<readonly Error[]>;
	readonly bytesOf: (item: Item) => number;
	/**
	Maximum bytes of queued items; when it is exceeded, the oldest items are discarded. A single item may be larger.
	*/
	readonly maxWaitingBytes: number;
	/** Returns the delay in milliseconds after consecutive failures, of which `error` is the last. */
	readonly pauseMs: (failures: number, error: unknown) => number;
	/** Noun for an item, for messages: `sample`. */
	readonly noun: string;
	/** Called with a problem, or with `undefined` when it is over. */
	readonly report: (message: string | undefined) => void;
	/** Problem to report when a write has not ended after 10 s. @default none */
	readonly stuckReason?: string;
};

const stuckMs = 10_000;

/** Returns an empty queue. */
export function createRetryQueue<Item>({
	write,
	bytesOf,
	maxWaitingBytes,
	pauseMs,
	noun,
	report,
	stuckReason,
}: RetryQueueOptions<Item>): RetryQueue<Item> {
	const items: Item[] = [];
	let waitingBytes = 0;
	/** Number of items being written, which are not among `items`. */
	let writing = 0;
	let writingSinceMs = 0;
	let written = 0;
	let lost = 0;
	let failures = 0;
	let running: Promise<void> | undefined;
	let retry: NodeJS.Timeout | undefined;
	let isDisposed = false;

	const size = (some: readonly Item[]): number => some.reduce((sum, item) => sum + bytesOf(item), 0);

	const makeRoom = (): void => {
		while (waitingBytes > maxWaitingBytes && items.length > 1) {
			waitingBytes -= size(items.splice(0, 1));
			lost += 1;
		}
	};

	const reportProblem = (reason: string): void => {
		const waiting = countOf(items.length, `${noun} waits`, `${noun}s wait`);
		report(`${reason}; ${waiting}${lost === 0 ? '' : `, ${lost} lost`}`);
	};

	/** Writes items. Resolves with a description of refused ones. */
	const writeSome = async (): Promise<string | undefined> => {
		let batch: readonly Item[] = [];
		writingSinceMs = performance.now();
		try {
			const refused = await write((maxItems = 1, maxBytes = Number.POSITIVE_INFINITY) => {
				let bytes = 0;
				const end = items.findIndex((item, index) => {
					bytes += bytesOf(item);
					return index > 0 && (index >= maxItems || bytes > maxBytes);
				});
				batch = items.splice(0, end === -1 ? items.length : end);
				waitingBytes -= size(batch);
				writing = batch.length;
				return batch;
			});
			written += batch.length - refused.length;
			lost += refused.length;
			return refused[0] && `${refused.length} of ${countOf(batch.length, noun)} refused: ${refused[0].message}`;
		} catch (error) {
			items.unshift(...batch);
			waitingBytes += size(batch);
			makeRoom();
			throw error;
		} finally {
			writing = 0;
		}
	};

	/** Writes all items, including those pushed meanwhile. */
	const run = async (): Promise<void> => {
		clearTimeout(retry);
		retry = undefined;
		try {
			let problem: string | undefined;
			while (items.length > 0) {
				problem = (await writeSome()) ?? problem;
				failures = 0;
			}

			report(problem);
		} catch (error) {
			failures += 1;
			retry = isDisposed ? undefined : setTimeout(flushQuietly, pauseMs(failures, error)).unref();
			reportProblem(systemReason(error));
			throw error;
		} finally {
			running = undefined;
		}
	};

	const flush = async (): Promise<void> => {
		if (items.length > 0) {
			running ??= run();
		}

		await running;
	};

	const flushQuietly = (): void => {
		flush().catch(() => {});
	};

	return {
		push(item) {
			items.push(item);
			waitingBytes += bytesOf(item);
			makeRoom();
			if (running && stuckReason !== undefined && performance.now() - writingSinceMs > stuckMs) {
				reportProblem(stuckReason);
			}

			if (!retry) {
				flushQuietly();
			}
		},
		flush,
		counts: () => ({written, waiting: items.length + writing, lost}),
		async [Symbol.asyncDispose]() {
			isDisposed = true;
			clearTimeout(retry);
			await flush().catch(() => {});
		},
	};
}
