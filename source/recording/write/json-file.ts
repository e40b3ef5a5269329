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

/** The options of `jsonFileExporter`. */
export type JsonFileOptions = RecordOptions & {
	/** Path of the directory. It is created if it does not exist. */
	readonly directory: string;
	/** Whether to compress with gzip, one member per sample. @default false */
	readonly compress?: boolean;
	/** Whether to indent the JSON, instead of one line per sample. @default false */
	readonly pretty?: boolean;
	/** Maximum size of a file, in bytes; a new file is started when it would be exceeded. @default no limit */
	readonly maxFileBytes?: number | undefined;
	/** Limits beyond which old files are deleted. @default none */
	readonly retention?: Retention;
	/** Called when writing fails and when it works again; pass `monitor.report` to display the problem. */
	readonly report?: ReportProblem;
	/** Milliseconds before a failed write is retried. @default 5000 */
	readonly retryMs?: number;
	/** Maximum bytes of queued samples; when it is exceeded, the oldest are discarded. @default 16 MiB */
	readonly maxWaitingBytes?: number;
};

/** The settings that can change while it runs. */
type Settings = Required<Pick<JsonFileOptions, 'compress' | 'pretty' | 'maxFileBytes' | 'retention'>>;

/** A running file exporter. */
export type RunningFiles = RunningExport & {
	/** Changes the settings; the directory stays the same. Queued samples are kept. */
	change(options: Partial<Settings> & RecordOptions): void;
};

const usual: Settings = {
	compress: false,
	pretty: false,
	maxFileBytes: undefined,
	retention: {},
};

/** A queued record. */
type QueuedRecord = {readonly bytes: Buffer; readonly timestampMs: number};

/** Maximum time that disposing waits for a hung file system. */
const shutdownTimeoutMs = 1000;

/**
Returns a follower that writes samples to files named by day, `monitoring_YYYYMMDD.json`, in the format of the wire
protocol. A file is always a sequence of complete JSON objects, except possibly the last one after a crash, and can be
read at any time, also with `jq` and `zcat`.
*/
export function jsonFileExporter(options: JsonFileOptions): Follower<RunningFiles> {
	const {directory, report = () => undefined, retryMs = 5000, maxWaitingBytes = 16 * 2 ** 20} = options;
	return store => {
		let settings: Settings = {...usual, ...options};
		const writer = recordingWriter(directory, (file, reason) => {
			report('recorded file', `cannot append to ${file}: ${reason}; a new file is started`);
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
			stuckReason: 'the file system does not respond',
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

/** Returns a record: one line, or several of which the first is a single `{` and the last a single `}`. */
function recordOf(sample: Sample, isPretty: boolean): Buffer {
	const line = encodedSample(sample);
	return isPretty
		? Buffer.from(`${JSON.stringify(JSON.parse(line.toString()), undefined, '\t')}\n`)
		: Buffer.concat([line, Buffer.from('\n')]);
}

/** Deletes old files. A failure is reported but does not affect writing. */
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
