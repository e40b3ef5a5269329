import {waitAtMost, withDeadline} from '../../support/deadline.js';
import {countOf} from '../../support/format.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {createRetryQueue, type RetryQueue} from '../../support/retry-queue.js';
import {systemReason} from '../../support/system-error.js';
import type {DatabaseRow} from './row.js';
import {BusyError, type OpenSink, RefusedError, type Sink} from './sink.js';

export type RowOutbox = Pick<RetryQueue<DatabaseRow>, 'push' | 'counts'> &
	AsyncDisposable & {
		/** Connects in this way from now on, and tries at once what waits. */
		use(open: OpenSink): void;
	};

export type RowOutboxOptions = {
	readonly open: OpenSink;
	/** What is wrong, or `undefined` when nothing is any more. */
	readonly report: (message: string | undefined) => void;
	readonly pace?: Partial<DatabasePace>;
};

/** How much is written at once, how much may wait, and for how long. */
export type DatabasePace = {
	/** @default from 1 s to 30 s */
	readonly backoff: Backoff;
	/** Rows of one statement. @default 100 */
	readonly maxBatchRows: number;
	/** Of their messages together: some servers refuse statements of a mebibyte. One row alone may be longer. @default 512 KiB */
	readonly maxBatchBytes: number;
	/** How much may wait; beyond it the oldest rows are lost. @default 32 MiB */
	readonly maxWaitingBytes: number;
	/** After that long a statement has failed, whatever the driver says. @default 15000 */
	readonly writeTimeoutMs: number;
	/** How long the end waits for what is left. @default 2000 */
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

/** Writes rows in order, in batches, beside the loop. While the database is away they wait, within bounds. */
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

	/** What hangs may fail long after the end. */
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
			// What opens after all, too late, is not left open.
			void opening.then(late => late[Symbol.asyncDispose]()).catch(() => {});
			throw error;
		}
	};

	/** One row that is at fault makes the database refuse all: each by itself, only that one is lost. */
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
				// Not waited for: it may hang.
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
