import {waitAtMost, withDeadline} from '../../support/deadline.js';
import {countOf} from '../../support/format.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {createRetryQueue, type RetryQueue} from '../../support/retry-queue.js';
import {systemReason} from '../../support/system-error.js';
import type {DatabaseRow} from './row.js';
import {BusyError, type OpenSink, RefusedError, type Sink} from './sink.js';

export type RowOutbox = Pick<RetryQueue<DatabaseRow>, 'push' | 'counts'> &
	AsyncDisposable & {
		/** Uses another connection, and retries queued rows immediately. */
		use(open: OpenSink): void;
	};

export type RowOutboxOptions = {
	readonly open: OpenSink;
	/** Called with a problem; with `undefined` when it is over. */
	readonly report: (message: string | undefined) => void;
	readonly pace?: Partial<DatabasePace>;
};

/** Limits and delays of writing to a database. */
export type DatabasePace = {
	/** The delays between attempts. @default from 1 s to 30 s */
	readonly backoff: Backoff;
	/** The maximum number of rows per statement. @default 100 */
	readonly maxBatchRows: number;
	/** The maximum size of the messages in a statement, in bytes; a single row may be larger. Some servers reject statements of 1 MiB. @default 512 KiB */
	readonly maxBatchBytes: number;
	/** The maximum size of queued rows, in bytes; the oldest are then dropped. @default 32 MiB */
	readonly maxWaitingBytes: number;
	/** The timeout of a statement, in milliseconds. @default 15000 */
	readonly writeTimeoutMs: number;
	/** The maximum time that disposing waits for queued rows, in milliseconds. @default 2000 */
	readonly shutdownTimeoutMs: number;
};

const usualPace: DatabasePace = {
	backoff: {firstMs: 1000, maxMs: 30_000},
	maxBatchRows: 100,
	maxBatchBytes: 2 ** 19,
	maxWaitingBytes: 32 * 2 ** 20,
	writeTimeoutMs: 15_000,
	shutdownTimeoutMs: 2000,
};

/** Creates a queue that writes rows in order and in batches. While the database is unavailable, rows are queued within limits. */
export function createRowOutbox({open: firstOpen, report, pace}: RowOutboxOptions): RowOutbox {
	const {backoff, maxBatchRows, maxBatchBytes, maxWaitingBytes, writeTimeoutMs, shutdownTimeoutMs} = {
		...usualPace,
		...pace,
	};
	let open = firstOpen;
	let openedBy = firstOpen;
	let reason = 'no answer yet';
	let isOver = false;
	let sink: Sink | undefined;

	/** Reports a problem only before the end: an operation that hangs may fail long afterwards. */
	const reportInTime = (message: string | undefined): void => {
		if (!isOver) {
			report(message);
		}
	};

	const disconnect = async (): Promise<void> => {
		const old = sink;
		sink = undefined;
		await old?.[Symbol.asyncDispose]();
	};

	const connect = async (): Promise<Sink> => {
		const opening = open();
		try {
			return await withDeadline(writeTimeoutMs, opening);
		} catch (error) {
			// A connection that opens after the timeout is closed.
			void opening.then(late => late[Symbol.asyncDispose]()).catch(() => {});
			throw error;
		}
	};

	/** Writes rows one by one if the database rejects the batch, so that only invalid rows are lost. */
	const writeOrFindRefused = async (to: Sink, rows: readonly DatabaseRow[]): Promise<readonly RefusedError[]> => {
		try {
			await withDeadline(writeTimeoutMs, to.write(rows));
			return [];
		} catch (error) {
			if (!(error instanceof RefusedError)) {
				throw error;
			}

			if (rows.length === 1) {
				return [error];
			}
		}

		const refused: RefusedError[] = [];
		for (const row of rows) {
			refused.push(...(await writeOrFindRefused(to, [row])));
		}

		return refused;
	};

	const queue = createRetryQueue<DatabaseRow>({
		async write(take) {
			if (openedBy !== open) {
				void disconnect().catch(() => {});
				openedBy = open;
			}

			try {
				sink ??= await connect();
				return await writeOrFindRefused(sink, take(maxBatchRows, maxBatchBytes));
			} catch (error) {
				// Not awaited, because it may hang.
				void disconnect().catch(() => {});
				reason = systemReason(error);
				throw error;
			}
		},
		bytesOf: ({message}) => message.length,
		maxWaitingBytes,
		pauseMs: (failures, error) =>
			retryDelayMs(failures, backoff, Math.random, error instanceof BusyError ? error.retryAfterMs : 0),
		noun: 'sample',
		report: reportInTime,
	});

	return {
		push: queue.push,
		use(next) {
			open = next;
			queue.flush().catch(() => {});
		},
		counts: queue.counts,
		async [Symbol.asyncDispose]() {
			await waitAtMost(shutdownTimeoutMs, queue[Symbol.asyncDispose]().then(disconnect));
			const {waiting} = queue.counts();
			if (waiting > 0) {
				reportInTime(`${countOf(waiting, 'sample')} given up at the end: ${reason}`);
			}

			isOver = true;
			void disconnect().catch(() => {});
		},
	};
}
