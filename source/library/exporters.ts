import {section} from '../config/model/field.js';
import type {Follower} from '../core/follower.js';
import {
	type DatabaseExporterOptions,
	type RunningDatabase,
	databaseExporter as toDatabase,
} from '../exporters/databases/database-exporter.js';
import type {DatabasePace} from '../exporters/databases/row-outbox.js';
import {type JsonFileOptions, type RunningFiles, jsonFileExporter as toFiles} from '../recording/write/json-file.js';
import type {Retention} from '../recording/write/retention.js';
import {type SharedSamples, type ShareOptions, shareSamples as share} from '../threads/share-samples.js';
import {backoffChecks} from './delivery.js';
import {anyText, anyToggle, type Checks, callback, checkOf, milliseconds, whole} from './options.js';

const positive = whole(1, Number.MAX_SAFE_INTEGER);

const retentionChecks: Checks<Retention> = {keepFiles: positive, keepDays: positive, keepBytes: positive};

const checkFiles = checkOf<JsonFileOptions>('jsonFileExporter', {
	directory: {...anyText, isRequired: true},
	intervalMs: milliseconds(),
	everySample: anyToggle,
	compress: anyToggle,
	pretty: anyToggle,
	maxFileBytes: positive,
	retention: section(retentionChecks),
	report: callback,
	retryMs: milliseconds(1),
	maxWaitingBytes: positive,
});

/**
Returns an exporter that writes samples to one file per day, `monitoring_YYYYMMDD.json`, in the encoding of the WebSocket. A
file is a sequence of complete JSON objects, except possibly the last one, and can be read at any time, for example with
`jq` or `zcat`.

@throws TypeError or RangeError if an option is invalid.
*/
export function jsonFileExporter(options: JsonFileOptions): Follower<RunningFiles> {
	checkFiles(options);
	return toFiles(options);
}

const rowPaceChecks: Checks<DatabasePace> = {
	backoff: section(backoffChecks),
	maxBatchRows: positive,
	maxBatchBytes: positive,
	maxWaitingBytes: positive,
	writeTimeoutMs: milliseconds(1),
	shutdownTimeoutMs: milliseconds(),
};

const checkDatabase = checkOf<DatabaseExporterOptions>('databaseExporter', {
	open: {...callback, isRequired: true},
	place: {...anyText, isRequired: true},
	intervalMs: milliseconds(),
	everySample: anyToggle,
	report: callback,
	pace: section(rowPaceChecks),
});

/**
Returns an exporter that writes samples to a database, in batches and in order. While the database is unavailable, samples
are queued in memory, at most 32 MiB; the oldest are then dropped. Retries do not create duplicates.

@throws TypeError or RangeError if an option is invalid.
*/
export function databaseExporter(options: DatabaseExporterOptions): Follower<RunningDatabase> {
	checkDatabase(options);
	return toDatabase(options);
}

const checkShare = checkOf<ShareOptions>('shareSamples', {report: callback});

/**
Returns a follower that shares the latest sample with other threads, as a message of the protocol: it contains only the top
processes. The sample is encoded once for all readers, and readers cannot block the monitor.

```ts
const shared = monitor.follow(shareSamples({report: monitor.report}));
new Worker('./reader.js', {workerData: shared.memory});

// In reader.js
for await (const {snapshot} of readSamples(workerData).samples()) {
	console.log(known(snapshot.readings.memory)?.usedPercent);
}
```

The shared memory has 2 MiB. Samples of more than 1 MiB are skipped.

@throws TypeError if an option is invalid.
*/
export function shareSamples(options: ShareOptions = {}): Follower<SharedSamples> {
	checkShare(options);
	return share(options);
}
