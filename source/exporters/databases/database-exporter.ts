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

/** What is recorded, how often, and where. */
export type DatabaseExporterOptions = RecordOptions & {
	/** How to connect: `openDatabase` knows PostgreSQL, MySQL and InfluxDB; one of your own can be any other. */
	readonly open: OpenSink;
	/** Of the database, for people. Never with a password. */
	readonly place: string;
	/** Told when nothing can be written, and when it can again: `monitor.report` shows it. */
	readonly report?: ReportProblem;
	/** Bounds and waits. @default as the program does */
	readonly pace?: Partial<DatabasePace>;
};

/** Recording in a database, begun. */
export type RunningDatabase = AsyncDisposable & {
	/** Of the database, for people. */
	readonly place: string;
	counts(): QueueCounts;
	/** Records otherwise from now on, or connects otherwise to the same database. What waits goes on waiting. */
	change(options: RecordOptions & Pick<DatabaseExporterOptions, 'open'>): void;
};

/**
Writes samples into a database, in batches and in order. While it is away they wait in memory, 32 MiB at most, of which the
oldest go first; each is there once afterwards, however often it had to be sent.
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
