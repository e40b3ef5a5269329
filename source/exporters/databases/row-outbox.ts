import type {ExportCounts} from '../../recording/write/exporter.js';
import {waitAtMost, withDeadline} from '../../support/deadline.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {sleep} from '../../support/sleep.js';
import {systemReason} from '../../support/system-error.js';
import type {Row} from './row.js';
import {BusyError, type OpenSink, RefusedError, type Sink} from './sink.js';

export type RowOutbox = AsyncDisposable & {
	push(row: Row): void;
	/** Connects in this way from now on, and tries at once what waits. */
	use(open: OpenSink): void;
	counts(): ExportCounts;
};

export type RowOutboxOptions = {
	readonly open: OpenSink;
	/** What is wrong, or `undefined` when nothing is any more. */
	readonly report: (message: string | undefined) => void;
	readonly pace?: Partial<RowPace>;
};

/** How much is written at once, how much may wait, and for how long. */
export type RowPace = {
	/** @default from 1 s to 30 s */
	readonly backoff: Backoff;
	/** Rows of one statement. @default 100 */
	readonly maxBatchRows: number;
	/** Of their messages together: some servers refuse statements of a mebibyte. One row alone may be longer. @default 512 KiB */
	readonly maxBatchBytes: number;
	/** How much may wait; beyond it the oldest rows are lost. @default 32 MiB */
	readonly maxWaitingBytes: number;
	/** Longest that one statement may take, whatever the driver says. @default 15000 */
	readonly longestWriteMs: number;
	/** Longest that the end waits for what is left. @default 2000 */
	readonly longestGoodbyeMs: number;
};

const usualPace: RowPace = {
	backoff: {firstMs: 1000, longestMs: 30_000},
	maxBatchRows: 100,
	maxBatchBytes: 2 ** 19,
	maxWaitingBytes: 32 * 2 ** 20,
	longestWriteMs: 15_000,
	longestGoodbyeMs: 2000,
};

/** Writes rows in order, in batches, beside the loop. While the database is away they wait, within bounds. */
export function createRowOutbox({open: firstOpen, report, pace}: RowOutboxOptions): RowOutbox {
	const {backoff, maxBatchRows, maxBatchBytes, maxWaitingBytes, longestWriteMs, longestGoodbyeMs} = {
		...usualPace,
		...pace,
	};
	const waiting: Row[] = [];
	const ending = new AbortController();
	let open = firstOpen;
	let openedBy = firstOpen;
	let waking = new AbortController();
	let waitingBytes = 0;
	let written = 0;
	/** Rows of a statement that is not answered yet: they do not wait. */
	let writing = 0;
	let lost = 0;
	let failures = 0;
	let reason = 'no answer yet';
	let isOver = false;
	let sink: Sink | undefined;
	let running: Promise<void> | undefined;

	const makeRoom = (): void => {
		while (waitingBytes > maxWaitingBytes && waiting.length > 1) {
			waitingBytes -= waiting.shift()?.message.length ?? 0;
			lost += 1;
		}
	};

	/** Whoever hangs may fail long after the end. */
	const tell = (message: string | undefined): void => {
		if (!isOver) {
			report(message);
		}
	};

	const complain = (): void => {
		const rows = waiting.length === 1 ? '1 sample waits' : `${waiting.length} samples wait`;
		tell(`${reason}; ${rows}${lost === 0 ? '' : `, ${lost} lost`}`);
	};

	const hangUp = async (): Promise<void> => {
		const old = sink;
		sink = undefined;
		await old?.[Symbol.asyncDispose]();
	};

	const connect = async (): Promise<Sink> => {
		const opening = open();
		try {
			return await withDeadline(longestWriteMs, opening);
		} catch (error) {
			// What opens after all, too late, is not left open.
			void opening.then(late => late[Symbol.asyncDispose]()).catch(() => {});
			throw error;
		}
	};

	const takeBatch = (): readonly Row[] => {
		let bytes = 0;
		const end = waiting.findIndex(({message}, index) => {
			bytes += message.length;
			return index > 0 && (index >= maxBatchRows || bytes > maxBatchBytes);
		});
		return waiting.splice(0, end === -1 ? waiting.length : end);
	};

	/** Writes some of what waits. When it cannot be written, it waits on in its place. */
	const writeBatch = async (): Promise<void> => {
		if (openedBy !== open) {
			void hangUp().catch(() => {});
			openedBy = open;
		}

		sink ??= await connect();
		const batch = takeBatch();
		writing = batch.length;
		try {
			const refused = await writeOrFindRefused(sink, batch);
			written += batch.length - refused.length;
			waitingBytes -= batch.reduce((sum, {message}) => sum + message.length, 0);
			lost += refused.length;
			tell(refused[0] && `${refused.length} of ${batch.length} samples refused: ${refused[0].message}`);
		} catch (error) {
			waiting.unshift(...batch);
			makeRoom();
			throw error;
		} finally {
			writing = 0;
		}
	};

	/** One row that is at fault makes the database refuse all: each for itself, only that one is lost. */
	const writeOrFindRefused = async (to: Sink, rows: readonly Row[]): Promise<readonly RefusedError[]> => {
		try {
			await withDeadline(longestWriteMs, to.write(rows));
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

	const writeAll = async (): Promise<void> => {
		while (waiting.length > 0) {
			try {
				await writeBatch();
				failures = 0;
			} catch (error) {
				failures += 1;
				// Not waited for: it may hang.
				void hangUp().catch(() => {});
				reason = systemReason(error);
				if (ending.signal.aborted) {
					break;
				}

				complain();
				const pauseMs = error instanceof BusyError ? error.retryAfterMs : 0;
				const waitMs = retryDelayMs(failures, backoff, Math.random, pauseMs);
				waking = new AbortController();
				const signal = AbortSignal.any([ending.signal, waking.signal]);
				await sleep(waitMs, signal, {ref: false});
			}
		}
	};

	/** Whatever is pushed while this goes on is written, too: between the last look at what waits and the end is nothing. */
	const run = async (): Promise<void> => {
		try {
			await writeAll();
		} finally {
			running = undefined;
		}
	};

	return {
		push(row) {
			waiting.push(row);
			waitingBytes += row.message.length;
			makeRoom();
			running ??= run();
		},
		use(next) {
			open = next;
			waking.abort();
		},
		counts: () => ({written, waiting: waiting.length + writing, lost}),
		async [Symbol.asyncDispose]() {
			ending.abort();
			await waitAtMost(longestGoodbyeMs, Promise.resolve(running).then(hangUp));
			const left = waiting.length + writing;
			if (left > 0) {
				tell(`${left === 1 ? '1 sample' : `${left} samples`} given up at the end: ${reason}`);
			}

			isOver = true;
			void hangUp().catch(() => {});
		},
	};
}
