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

/** Options of `jsonFileExporter`. */
export type JsonFileOptions = RecordOptions & {
	/** The directory of the files. It is created if it does not exist. */
	readonly directory: string;
	/** Whether to compress files with gzip, one member per sample. @default false */
	readonly compress?: boolean;
	/** Whether to indent the JSON, instead of writing one line per sample. @default false */
	readonly pretty?: boolean;
	/** The maximum size of a file, in bytes; a further file is then started for the day. @default no limit */
	readonly maxFileBytes?: number | undefined;
	/** The limits beyond which old files are deleted. @default no limits */
	readonly retention?: Retention;
	/** Called when writing fails, and when it works again; pass `monitor.report` to show it. */
	readonly report?: ReportProblem;
	/** The delay before a failed write is retried, in milliseconds. @default 5000 */
	readonly retryMs?: number;
	/** The maximum size of queued samples, in bytes; the oldest are then dropped. @default 16 MiB */
	readonly maxWaitingBytes?: number;
};

/** What may change while it runs. */
type Settings = Required<Pick<JsonFileOptions, 'compress' | 'pretty' | 'maxFileBytes' | 'retention'>>;

/** A running exporter to files. */
export type RunningFiles = RunningExport & {
	/** Changes the options; the directory stays the same. Queued samples are kept. */
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
Returns an exporter that writes samples to one file per day, `monitoring_YYYYMMDD.json`, in the encoding of the WebSocket. A file is
a sequence of complete JSON objects, except possibly the last one, and can be read at any time, for example with `jq` or `zcat`.
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
