import {randomUUID} from 'node:crypto';
import {followSamples} from '../../core/follow-samples.js';
import type {Follower} from '../../core/follower.js';
import type {ReportProblem} from '../../core/problem.js';
import type {Sample} from '../../core/sample.js';
import {createRecords, type RecordOptions} from '../../recording/write/records.js';
import type {QueueCounts} from '../../support/retry-queue.js';
import {rowOf} from './row.js';
import {createRowOutbox, type DatabasePace} from './row-outbox.js';
import type {OpenSink} from './sink.js';

/** The options of `databaseExporter`. */
export type DatabaseExporterOptions = RecordOptions & {
	/** Connects to the database: that of `openDatabase` for PostgreSQL, MySQL and InfluxDB, or a custom function. */
	readonly open: OpenSink;
	/** Display name of the database, without a password. */
	readonly place: string;
	/** Called when writing fails and when it works again; pass `monitor.report` to display the problem. */
	readonly report?: ReportProblem;
	/** Limits and delays. @default those of the command line program */
	readonly pace?: Partial<DatabasePace>;
};

/** A running database exporter. */
export type RunningDatabase = AsyncDisposable & {
	/** Display name of the database. */
	readonly place: string;
	counts(): QueueCounts;
	/** Changes the record options or the connection to the same database. Queued rows are kept. */
	change(options: RecordOptions & Pick<DatabaseExporterOptions, 'open'>): void;
};

/**
Returns a follower that writes samples to a database, in batches and in order. While the database is unavailable they
wait in memory, 32 MiB at most; the oldest are discarded first. Each sample is stored once, even if it was sent several
times.
*/
export function databaseExporter(options: DatabaseExporterOptions): Follower<RunningDatabase> {
	const {open, place, report = () => undefined, pace = {}} = options;
	return store => {
		const run = randomUUID();
		const area = `export ${place}`;
		const records = createRecords(options);
		const outbox = createRowOutbox({
			open,
			report: message => report(area, message),
			pace,
		});
		const write = (record: Sample | undefined): void => {
			if (record) {
				outbox.push(rowOf(record, run));
			}
		};

		const stop = followSamples(store, sample => write(records.add(sample)));

		return {
			place,
			counts: outbox.counts,
			change(next) {
				records.change(next);
				outbox.use(next.open);
			},
			async [Symbol.asyncDispose]() {
				stop();
				write(records.take());
				await outbox[Symbol.asyncDispose]();
			},
		};
	};
}
