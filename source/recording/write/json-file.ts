import {Buffer} from 'node:buffer';
import {followSamples} from '../../core/follow-samples.js';
import type {Follower} from '../../core/follower.js';
import type {ReportProblem} from '../../core/problem.js';
import type {Sample} from '../../core/sample.js';
import {encodedSample} from '../../protocol/messages/encoded-sample.js';
import {waitAtMost} from '../../support/deadline.js';
import {createRetryQueue} from '../../support/retry-queue.js';
import {systemReason} from '../../support/system-error.js';
import {gzipMember} from '../format/gzip-member.js';
import type {RunningExport} from './exporter.js';
import {recordingWriter} from './recording-writer.js';
import {createRecords, type RecordOptions} from './records.js';
import {type Retention, removeOld} from './retention.js';

/** Where samples are recorded, which of them, and what is kept. */
export type JsonFileOptions = RecordOptions & {
	/** Made if it is not there. */
	readonly directory: string;
	/** gzip, one member per sample. @default false */
	readonly compress?: boolean;
	/** Indented, instead of one line per sample. @default false */
	readonly pretty?: boolean;
	/** A day whose file would grow beyond it goes on in another one. @default no bound */
	readonly maxFileBytes?: number | undefined;
	/** Which files are deleted when there are too many. @default none */
	readonly retention?: Retention;
	/** Told when nothing can be written, and when it can again: `monitor.report` shows it. */
	readonly report?: ReportProblem;
	/** How long to wait before what failed is tried again. @default 5000 */
	readonly retryMs?: number;
	/** How much may wait while nothing can be written; then the oldest samples are lost. @default 16 MiB */
	readonly maxWaitingBytes?: number;
};

/** What may change while it runs. */
type Settings = Required<Pick<JsonFileOptions, 'compress' | 'pretty' | 'maxFileBytes' | 'retention'>>;

/** Recording in files that has been started. */
export type RunningFiles = RunningExport & {
	/** Records otherwise from now on, in the same directory. What waits goes on waiting. */
	change(options: Partial<Settings> & RecordOptions): void;
};

const usual: Settings = {
	compress: false,
	pretty: false,
	maxFileBytes: undefined,
	retention: {},
};

/** A record that waits to be written. */
type QueuedRecord = {readonly bytes: Buffer; readonly timestampMs: number};

/** How long disposing waits for a file system that does not answer. */
const shutdownTimeoutMs = 1000;

/**
Writes samples to files named after their day, `monitoring_YYYYMMDD.json`, in the encoding of the socket. Whatever happens to the process, a file is a
sequence of whole JSON objects, but perhaps for its last: readable at any moment, by `jq` and `zcat` too.
*/
export function jsonFileExporter(options: JsonFileOptions): Follower<RunningFiles> {
	const {directory, report = () => undefined, retryMs = 5000, maxWaitingBytes = 16 * 2 ** 20} = options;
	return store => {
		let settings: Settings = {...usual, ...options};
		const writer = recordingWriter(directory, (file, reason) => {
			report('recorded file', `${file} cannot be continued: ${reason}; another one is begun`);
		});
		const records = createRecords(options);
		let latestPath = directory;
		let latest: Sample | undefined;

		const writeRecord = async ({bytes, timestampMs}: QueuedRecord): Promise<void> => {
			const {compress: isCompressed, maxFileBytes, retention} = settings;
			report('recorded file', undefined);
			const record = isCompressed ? await gzipMember(bytes) : bytes;
			const path = await writer.write(record, timestampMs, {isCompressed, maxFileBytes});
			if (path !== latestPath) {
				latestPath = path;
				await keepWithin({directory, retention, report}, timestampMs);
			}
		};

		const queue = createRetryQueue<QueuedRecord>({
			async write(take) {
				for (const record of take()) {
					await writeRecord(record);
				}

				return [];
			},
			bytesOf: ({bytes}) => bytes.length,
			maxWaitingBytes,
			pauseMs: () => retryMs,
			noun: 'sample',
			report: message => report('export', message && `cannot export to ${directory}: ${message}`),
			stuckReason: 'the file system does not answer',
		});

		const write = (record: Sample | undefined): void => {
			if (record) {
				queue.push({bytes: recordOf(record, settings.pretty), timestampMs: record.snapshot.timestampMs});
			}
		};

		const stop = followSamples(store, sample => {
			latest = sample;
			write(records.add(sample));
		});

		return {
			counts: queue.counts,
			change(next) {
				settings = {...usual, ...next};
				records.change(next);
			},
			async exportNow() {
				const {sample} = store.getState();
				if (!sample) {
					throw new Error('there is no sample to export yet');
				}

				write(sample === latest ? records.take() : sample);
				latest = sample;
				await queue.flush();
				return latestPath;
			},
			async [Symbol.asyncDispose]() {
				stop();
				write(records.take());
				const ended = queue[Symbol.asyncDispose]().then(() => writer[Symbol.asyncDispose]());
				await waitAtMost(shutdownTimeoutMs, ended);
			},
		};
	};
}

/** One line. Or many, of which the first is a lone `{` and the last a lone `}`. */
function recordOf(sample: Sample, isPretty: boolean): Buffer {
	const line = encodedSample(sample);
	return isPretty
		? Buffer.from(`${JSON.stringify(JSON.parse(line.toString()), undefined, '\t')}\n`)
		: Buffer.concat([line, Buffer.from('\n')]);
}

/** What was to be written is written, whether old files can be deleted or not. */
async function keepWithin(
	{directory, retention, report}: Required<Pick<JsonFileOptions, 'directory' | 'retention' | 'report'>>,
	nowMs: number,
): Promise<void> {
	try {
		await removeOld(directory, retention, nowMs);
		report('retention', undefined);
	} catch (error) {
		report('retention', `cannot delete old exports: ${systemReason(error)}`);
	}
}
