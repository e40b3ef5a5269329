import {waitAtMost, withDeadline} from '../../support/deadline.js';
import {countOf} from '../../support/format.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {createRetryQueue, type RetryQueue} from '../../support/retry-queue.js';
import {systemReason} from '../../support/system-error.js';
import type {DatabaseRow} from './row.js';
import {BusyError, type OpenSink, RefusedError, type Sink} from './sink.js';

/** A queue of rows for a database. */
export type RowOutbox = Pick<RetryQueue<DatabaseRow>, 'push' | 'counts'> &
	AsyncDisposable & {
		/** Replaces the connection and writes the queued rows immediately. */
		use(open: OpenSink): void;
	};

/** The options of `createRowOutbox`. */
export type RowOutboxOptions = {
	readonly open: OpenSink;
	/** Called with a problem, or with `undefined` when it is over. */
	readonly report: (message: string | undefined) => void;
	readonly pace?: Partial<DatabasePace>;
};

/** Delays and limits of writing to a database. */
export type DatabasePace = {
	/** Delays between attempts. @default 1 s to 30 s */
	readonly backoff: Backoff;
	/** Maximum number of rows per statement. @default 100 */
	readonly maxBatchRows: number;
	/**
	Maximum bytes of the messages in a statement, because some servers refuse statements of 1 MiB. A single row may be
	larger. @default 512 KiB
	*/
	readonly maxBatchBytes: number;
	/** Maximum bytes of queued rows; when it is exceeded, the oldest rows are discarded. @default 32 MiB */
	readonly maxWaitingBytes: number;
	/** Timeout of a statement, in milliseconds. @default 15000 */
	readonly writeTimeoutMs: number;
	/** Maximum milliseconds that disposing waits for queued rows. @default 2000 */
	readonly shutdownTimeoutMs: number;
};

const defaultPace: DatabasePace = {
	backoff: {firstMs: 1000, maxMs: 30_000},
	maxBatchRows: 100,
	maxBatchBytes: 2 ** 19,
	maxWaitingBytes: 32 * 2 ** 20,
	writeTimeoutMs: 15_000,
	shutdownTimeoutMs: 2000,
};

/**
Returns a queue that writes rows asynchronously, in order and in batches. While the database is unavailable the rows
wait, up to the limits.
*/
export function createRowOutbox({open: firstOpen, report, pace}: RowOutboxOptions): RowOutbox {
	const {backoff, maxBatchRows, maxBatchBytes, maxWaitingBytes, writeTimeoutMs, shutdownTimeoutMs} = {
		...defaultPace,
		...pace,
	};
	let open = firstOpen;
	let openedBy = firstOpen;
	let reason = 'no response yet';
	let isOver = false;
	let sink: Sink | undefined;

	/** Reports a problem unless the queue is closed: a hanging write may fail long afterwards. */
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
			// A connection that opens too late is closed.
			void opening.then(late => late[Symbol.asyncDispose]()).catch(() => {});
			throw error;
		}
	};

	/**
	Writes rows. When the database refuses a batch, each row is written separately, so that only invalid rows are lost.
	*/
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
				reportInTime(`${countOf(waiting, 'sample')} discarded at shutdown: ${reason}`);
			}

			isOver = true;
			void disconnect().catch(() => {});
		},
	};
}
