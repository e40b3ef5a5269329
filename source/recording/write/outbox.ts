import {systemReason} from '../../support/system-error.js';
import type {ExportCounts} from './exporter.js';
import {createRecordQueue, type QueuedRecord} from './record-queue.js';

/** Writes records in order, beside the loop. What cannot be written waits, within bounds, and is tried again. */
export type Outbox = {
	push(record: QueuedRecord): void;
	/** Resolves when everything is written, rejects when it cannot be: it then goes on waiting. */
	flush(): Promise<void>;
	counts(): ExportCounts;
} & AsyncDisposable;

export type OutboxOptions = {
	readonly write: (record: QueuedRecord) => Promise<void>;
	/** What is wrong, or `undefined` when nothing is any more. */
	readonly report: (message: string | undefined) => void;
	/** How long to wait before what failed is tried again. */
	readonly retryMs: number;
	/** How much may wait; beyond it the oldest records are lost. */
	readonly maxWaitingBytes: number;
};

/** A write that takes longer is worth a word: the file system may be gone. */
const slowMs = 10_000;

export function createOutbox({write, report, retryMs, maxWaitingBytes}: OutboxOptions): Outbox {
	const queue = createRecordQueue(maxWaitingBytes);
	let running: Promise<void> | undefined;
	let writingSinceMs = 0;
	let retry: NodeJS.Timeout | undefined;
	let written = 0;
	let isDisposed = false;

	const complain = (reason: string): void => {
		const waiting = queue.length() === 1 ? '1 sample waits' : `${queue.length()} samples wait`;
		report(`${reason}; ${waiting}${queue.lost() === 0 ? '' : `, ${queue.lost()} lost`}`);
	};

	const writeNext = async (record: QueuedRecord): Promise<void> => {
		writingSinceMs = performance.now();
		try {
			await write(record);
			written += 1;
		} catch (error) {
			queue.unshift(record);
			throw error;
		}
	};

	/** Whatever is pushed while this goes on is written, too: between the last look at the queue and the end nothing waits. */
	const run = async (): Promise<void> => {
		clearTimeout(retry);
		try {
			for (let record = queue.shift(); record; record = queue.shift()) {
				await writeNext(record);
			}

			running = undefined;
		} catch (error) {
			running = undefined;
			retry = isDisposed ? undefined : setTimeout(flushQuietly, retryMs).unref();
			complain(systemReason(error));
			throw error;
		}

		report(undefined);
	};

	const flush = async (): Promise<void> => {
		if (!running && queue.length() > 0) {
			running = run();
		}

		await running;
	};

	const flushQuietly = (): void => {
		flush().catch(() => {});
	};

	return {
		push(record) {
			queue.push(record);
			if (running && performance.now() - writingSinceMs > slowMs) {
				complain('the file system does not answer');
			}

			flushQuietly();
		},
		flush,
		counts: () => ({written, waiting: queue.length() + (running ? 1 : 0), lost: queue.lost()}),
		async [Symbol.asyncDispose]() {
			isDisposed = true;
			clearTimeout(retry);
			await flush().catch(() => {});
		},
	};
}
