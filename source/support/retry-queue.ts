import {countOf} from './format.js';
import {systemReason} from './system-error.js';

/** The item counts of a queue since the start. */
export type QueueCounts = {
	/** Items that were written. */
	readonly written: number;
	/** Items that are not written yet, including those being written. */
	readonly waiting: number;
	/** Items that were rejected, or dropped because the queue was full. */
	readonly lost: number;
};

/** Writes items in order, beside whoever pushes them. What cannot be written waits, within bounds, and is tried again. */
export type RetryQueue<Item> = AsyncDisposable & {
	push(item: Item): void;
	/** Tries at once. Resolves when everything is written, rejects when it cannot be: it then goes on waiting. */
	flush(): Promise<void>;
	counts(): QueueCounts;
};

/** Takes the oldest items off the queue: one, or as many as stay below both bounds. */
export type TakeItems<Item> = (maxItems?: number, maxBytes?: number) => readonly Item[];

export type RetryQueueOptions<Item> = {
	/**
	Calls `take` once, when it is ready, and writes what it gets. Resolves with an error for each item that will never be
	accepted; they are lost. When it rejects, what it took waits again in its place.
	*/
	readonly write: (take: TakeItems<Item>) => Promise<readonly Error[]>;
	readonly bytesOf: (item: Item) => number;
	/** How much may wait; beyond it the oldest items are lost. One item alone may be larger. */
	readonly maxWaitingBytes: number;
	/** How long to wait after so many failures in a row, of which this is the last. */
	readonly pauseMs: (failures: number, error: unknown) => number;
	/** What an item is: `sample`. */
	readonly noun: string;
	/** What is wrong, or `undefined` when nothing is any more. */
	readonly report: (message: string | undefined) => void;
	/** What is wrong when a write has not ended after 10 s. @default nothing */
	readonly stuckReason?: string;
};

const stuckMs = 10_000;

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
	/** Under way: they are not among `items`. */
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

	const complain = (reason: string): void => {
		const waiting = countOf(items.length, `${noun} waits`, `${noun}s wait`);
		report(`${reason}; ${waiting}${lost === 0 ? '' : `, ${lost} lost`}`);
	};

	/** Resolves with what was refused, if anything. */
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

	/** Whatever is pushed while this goes on is written, too: between the last look at the items and the end is nothing. */
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
			complain(systemReason(error));
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
				complain(stuckReason);
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
