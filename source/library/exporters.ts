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
Writes samples to files named after their day, `monitoring_YYYYMMDD.json`, in the encoding of the socket. Whatever happens to the process, a file is a
sequence of whole JSON objects, but perhaps for its last: readable at any moment, by `jq` and `zcat` too.

@throws TypeError or RangeError for an option that cannot be used.
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
Writes samples into a database, in batches and in order. While it is away they wait in memory, 32 MiB at most, of which the
oldest go first; each is there once afterwards, however often it had to be sent.

@throws TypeError or RangeError for an option that cannot be used.
*/
export function databaseExporter(options: DatabaseExporterOptions): Follower<RunningDatabase> {
	checkDatabase(options);
	return toDatabase(options);
}

const checkShare = checkOf<ShareOptions>('shareSamples', {report: callback});

/**
Lets other threads read the latest sample, as the message of the protocol has it: the list of processes is its top alone.
It is encoded once, however many read it, and nobody who reads can hold up the monitor.

```ts
const shared = monitor.follow(shareSamples({report: monitor.report}));
new Worker('./reader.js', {workerData: shared.memory});

// In reader.js
for await (const {snapshot} of readSamples(workerData).samples()) {
	console.log(known(snapshot.readings.memory)?.usedPercent);
}
```

The memory is 2 MiB, once. A sample of more than 1 MiB is left out.

@throws TypeError for an option that cannot be used.
*/
export function shareSamples(options: ShareOptions = {}): Follower<SharedSamples> {
	checkShare(options);
	return share(options);
}
