import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import type {Follower} from '../../../source/core/follower.js';
import type {Sample} from '../../../source/core/sample.js';
import {encodeMonitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {openRecording} from '../../../source/recording/read/recording.js';
import type {RunningExport} from '../../../source/recording/write/exporter.js';
import {type JsonFileOptions, jsonFileExporter} from '../../../source/recording/write/json-file.js';
import {eventually} from '../../helpers/eventually.js';
import {memoryAlert} from '../../helpers/memory-alert.js';
import {hasProgram} from '../../helpers/programs.js';
import {type SampleStore, sampleStore} from '../../helpers/sample-store.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

/** Noon of a day in the time zone of the machine, as seconds after the start of the samples. */
function noonOf(year: number, month: number, day: number): number {
	return (new Date(year, month - 1, day, 12).getTime() - sampleAt(0).snapshot.timestampMs) / 1000;
}

const noon = noonOf(2025, 1, 3);

function exporter(
	store: SampleStore,
	options: Partial<JsonFileOptions> & {readonly directory: string},
): Follower<RunningExport> {
	return jsonFileExporter({
		intervalMs: 60_000,
		everySample: true,
		compress: false,
		pretty: false,
		maxFileBytes: undefined,
		retention: {keepFiles: undefined, keepDays: undefined, keepBytes: undefined},
		report: store.report,
		...options,
	});
}

/** Exports samples and waits until they are written. */
async function exportAll(
	samples: readonly Sample[],
	options: Partial<JsonFileOptions> & {readonly directory: string},
): Promise<SampleStore> {
	const store = sampleStore();
	await using running: RunningExport = exporter(store, options)(store);
	for (const sample of samples) {
		store.receive(sample);
		// Each by itself, so that a write under way is not all there is.
		await new Promise(resolve => setImmediate(resolve));
	}

	assert.ok(running);
	return store;
}

const ten = Array.from({length: 10}, (_, index) => sampleAt(noon + index, {}, index + 1));

test('each sample is a line in the format of the wire protocol', async () => {
	using directory = temporaryDirectory();
	const store = await exportAll(ten, {directory: directory.path});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json']);
	assert.equal(
		readFileSync(directory.file('monitoring_20250103.json'), 'utf8'),
		ten.map(sample => `${encodeMonitoringData(sample)}\n`).join(''),
	);
	assert.deepEqual(store.reported, []);
});

test('a compressed file has the same content', async () => {
	using directory = temporaryDirectory();
	await exportAll(ten, {directory: directory.path, compress: true});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json.gz']);
	assert.equal(
		gunzipSync(readFileSync(directory.file('monitoring_20250103.json.gz'))).toString(),
		ten.map(sample => `${encodeMonitoringData(sample)}\n`).join(''),
	);
});

for (const compress of [false, true]) {
	for (const pretty of [false, true]) {
		const name = `${pretty ? 'indented' : 'line by line'}${compress ? ' and compressed' : ''}`;
		const missing = ['jq', ...(compress ? ['zcat'] : [])].filter(program => !hasProgram(program));
		test(`jq${compress ? ' behind zcat' : ''} reads a file that is ${name}`, {
			skip: missing.length > 0 && `${missing.join(' and ')} not installed`,
		}, async () => {
			using directory = temporaryDirectory();
			await exportAll(ten, {directory: directory.path, compress, pretty});
			const [file = ''] = directory.names();
			const read = compress ? 'zcat' : 'cat';
			const output = execFileSync('/bin/sh', ['-c', `${read} "$0" | jq .seq`, directory.file(file)], {
				encoding: 'utf8',
			});
			assert.equal(output, '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n');
		});
	}
}

test('an indented record has one field per line', async () => {
	using directory = temporaryDirectory();
	await exportAll(ten.slice(0, 1), {directory: directory.path, pretty: true});
	const text = readFileSync(directory.file('monitoring_20250103.json'), 'utf8');
	assert.ok(text.startsWith('{\n\t"type": "monitoring_data",\n\t"seq": 1,\n'));
	assert.ok(text.endsWith('\n}\n'));
});

test('directories are created, and files are readable only for their owner', async () => {
	using directory = temporaryDirectory();
	const deep = path.join(directory.path, 'a/b');
	await exportAll(ten.slice(0, 1), {directory: deep});
	assert.equal(statSync(deep).mode & 0o777, 0o700);
	assert.equal(statSync(path.join(deep, 'monitoring_20250103.json')).mode & 0o777, 0o600);
});

type Record = {
	readonly seq: number;
	readonly t: number;
	readonly span?: {readonly seconds: number; readonly samples: number; readonly range: unknown};
	readonly data: {readonly processor: {readonly usage_percent: number}};
	readonly events?: readonly [{readonly event: string}];
};

function recordsIn(file: string): readonly Record[] {
	return readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
}

test('records follow a fixed schedule and cover the whole interval', async () => {
	using directory = temporaryDirectory();
	const seconds = [0, 0.2, ...Array.from({length: 300}, (_, index) => (index + 1) * 0.5 + (index % 3) * 0.01)];
	// Busy for the first 45 s of each minute: never when the record is due.
	const samples = seconds.map((second, index) =>
		sampleAt(noon + second, {processor: ok(cpu((second - 0.001) % 60 < 45 ? 80 : 0))}, index + 1),
	);
	await exportAll(samples, {directory: directory.path, everySample: false, intervalMs: 60_000});
	const records = recordsIn(directory.file('monitoring_20250103.json'));
	assert.deepEqual(
		records.map(({t, span}) => [
			Math.round((t - sampleAt(noon).snapshot.timestampMs) / 100) / 10,
			Math.round(span?.seconds ?? 0),
		]),
		[
			[60, 60],
			[120, 60],
			[150, 30],
		],
	);
	for (const {data, span} of records.slice(0, 2)) {
		assert.ok(Math.abs(data.processor.usage_percent - 60) < 1, String(data.processor.usage_percent));
		assert.deepEqual(span?.range, {
			'processor.usage_percent': {min: 0, max: 80},
			'processor.user_percent': {min: 0, max: 60},
			'processor.system_percent': {min: 0, max: 20},
			'processor.softirq_percent': {min: 0, max: 4},
		});
	}
});

test('an alert event causes a record, and spans do not overlap', async () => {
	using directory = temporaryDirectory();
	const alert = memoryAlert(0);
	const event = {id: 'e', sequence: 1, kind: 'raised', alert, isSilenced: false} as const;
	const samples = ten.map(sample => (sample.sequence === 7 ? {...sample, alerts: [alert], events: [event]} : sample));
	await exportAll(samples, {directory: directory.path, everySample: false, intervalMs: 9000});
	assert.deepEqual(
		recordsIn(directory.file('monitoring_20250103.json')).map(({seq, span, events}) => [
			seq,
			span?.seconds,
			span?.samples,
			events?.[0].event,
		]),
		[
			[7, 6, 7, 'raised'],
			[10, 3, 3, undefined],
		],
	);
});

test('the last record of a run covers the remaining samples', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('monitoring_20250103.json');
	for (const [intervalMs, expected] of [
		[60_000, [[10, 9]]],
		[
			4000,
			[
				[5, 4],
				[9, 4],
				[10, undefined],
			],
		],
	] as const) {
		await exportAll(ten, {directory: directory.path, everySample: false, intervalMs});
		assert.deepEqual(
			recordsIn(file).map(({seq, span}) => [seq, span?.seconds]),
			expected,
		);
		rmSync(file);
	}
});

test('a new file is started at midnight', async () => {
	using directory = temporaryDirectory();
	const midnight = noonOf(2025, 1, 4) - 12 * 3600;
	const samples = [-1, -0.5, 0, 0.5].map((second, index) => sampleAt(midnight + second, {}, index + 1));
	await exportAll(samples, {directory: directory.path});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250104.json']);
	for (const [file, expected] of [
		['monitoring_20250103.json', [1, 2]],
		['monitoring_20250104.json', [3, 4]],
	] as const) {
		const written = readFileSync(directory.file(file), 'utf8').trim().split('\n');
		assert.deepEqual(
			written.map(line => JSON.parse(line).seq),
			expected,
		);
	}
});

test('a file that would become too large is followed by another one of the day', async () => {
	using directory = temporaryDirectory();
	const bytes = Buffer.byteLength(encodeMonitoringData(ten[0] ?? assert.fail())) + 1;
	await exportAll(ten, {directory: directory.path, maxFileBytes: Math.floor(bytes * 3.5)});
	assert.deepEqual(directory.names(), [
		'monitoring_20250103.json',
		'monitoring_20250103_1.json',
		'monitoring_20250103_2.json',
		'monitoring_20250103_3.json',
	]);
	const written = directory.names().map(name => readFileSync(directory.file(name), 'utf8').trim().split('\n'));
	assert.deepEqual(
		written.map(records => records.map(line => JSON.parse(line).seq)),
		[[1, 2, 3], [4, 5, 6], [7, 8, 9], [10]],
	);
});

test('a sample larger than the maximum file size has its own file', async () => {
	using directory = temporaryDirectory();
	await exportAll(ten.slice(0, 3), {directory: directory.path, maxFileBytes: 10});
	assert.equal(directory.names().length, 3);
});

test('the next run appends to the last file of the day', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('monitoring_20250103.json'), '{"seq":"old"}\n');
	writeFileSync(directory.file('monitoring_20250103_3.json'), '{"seq":"newer"}\n');
	await exportAll(ten.slice(0, 2), {directory: directory.path});
	await exportAll(ten.slice(2, 4), {directory: directory.path});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250103_3.json']);
	assert.equal(readFileSync(directory.file('monitoring_20250103.json'), 'utf8'), '{"seq":"old"}\n');
	const written = readFileSync(directory.file('monitoring_20250103_3.json'), 'utf8').trim().split('\n');
	assert.deepEqual(
		written.map(line => JSON.parse(line).seq),
		['newer', 1, 2, 3, 4],
	);
});

test('a file that cannot be continued is not changed', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('monitoring_20250103.json'), 'notes of mine\n');
	await exportAll(ten.slice(0, 2), {directory: directory.path});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250103_1.json']);
	assert.equal(readFileSync(directory.file('monitoring_20250103.json'), 'utf8'), 'notes of mine\n');
});

test('the end of a file of a killed process is repaired on another day too', async () => {
	using directory = temporaryDirectory();
	await exportAll(ten.slice(0, 2), {directory: directory.path});
	const file = directory.file('monitoring_20250103.json');
	const whole = readFileSync(file);
	writeFileSync(file, Buffer.concat([whole, whole.subarray(0, 100)]));
	await exportAll([sampleAt(noonOf(2025, 1, 5))], {directory: directory.path});
	assert.deepEqual(readFileSync(file), whole);
	assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250105.json']);
});

test('changing the compression starts a new file', async () => {
	using directory = temporaryDirectory();
	await exportAll(ten.slice(0, 2), {directory: directory.path});
	await exportAll(ten.slice(2, 4), {directory: directory.path, compress: true});
	assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250103_1.json.gz']);
});

const unusable: readonly (readonly [what: string, put: (file: string) => void, reason: RegExp])[] = [
	['a link', file => symlinkSync('/dev/null', file), /too many symbolic links/],
	['a directory', file => mkdirSync(file), /illegal operation on a directory/],
	['a pipe', file => assert.equal(spawnSync('mkfifo', [file]).status, 0), /not a file/],
	['another text', file => writeFileSync(file, 'notes of mine\n'), /it does not end with a complete record/],
];

for (const [what, put, reason] of unusable) {
	test(`${what} with the name of the day is reported and not changed, and the next number is used`, async () => {
		using directory = temporaryDirectory();
		put(directory.file('monitoring_20250103.json'));
		const store = await exportAll(ten.slice(0, 3), {directory: directory.path, retention: {keepFiles: 5}});
		assert.deepEqual(directory.names(), ['monitoring_20250103.json', 'monitoring_20250103_1.json']);
		const recorded = readFileSync(directory.file('monitoring_20250103_1.json'), 'utf8').trimEnd().split('\n');
		assert.deepEqual(
			recorded.map(line => JSON.parse(line).seq),
			[1, 2, 3],
		);
		const [reported, ...others] = store.reported.filter(message => message !== undefined);
		assert.match(reported ?? '', /^cannot append to .*monitoring_20250103\.json: .*; a new file is started$/);
		assert.match(reported ?? '', reason);
		assert.deepEqual(others, []);
		assert.ok(await openRecording(directory.path), 'it can be replayed all the same');
	});
}

test('changed settings apply immediately, and queued samples are kept', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('recording');
	writeFileSync(place, 'a file in the place of the directory');
	const store = sampleStore();
	const exporter = jsonFileExporter({directory: place, everySample: true, report: store.report, retryMs: 5})(store);
	for (const sample of ten.slice(0, 2)) {
		store.receive(sample);
	}

	await eventually('they wait', () => exporter.counts().waiting === 2);
	exporter.change({everySample: true, pretty: true});
	rmSync(place);
	await eventually('they are written', () => exporter.counts().written === 2);
	exporter.change({everySample: true, compress: true});
	store.receive(ten[2] ?? assert.fail());
	await eventually('the next is written', () => exporter.counts().written === 3);
	await exporter[Symbol.asyncDispose]();
	const plain = readFileSync(path.join(place, 'monitoring_20250103.json'), 'utf8');
	assert.deepEqual(
		plain.match(/"seq":\s*\d+/g)?.map(found => Number(/\d+/.exec(found)?.[0])),
		[1, 2],
	);
	const compressed = gunzipSync(readFileSync(path.join(place, 'monitoring_20250103_1.json.gz'))).toString();
	assert.equal(JSON.parse(compressed).seq, 3);
});

const week = Array.from({length: 7}, (_, index) => sampleAt(noonOf(2025, 1, 3 + index), {}, index + 1));
const dayFile = (day: number): string => `monitoring_202501${String(day).padStart(2, '0')}.json`;
const sampleBytes = Buffer.byteLength(encodeMonitoringData(week[0] ?? assert.fail())) + 1;
const unlimited = {keepFiles: undefined, keepDays: undefined, keepBytes: undefined};

for (const [name, retention, days] of [
	['three files', {...unlimited, keepFiles: 3}, [7, 8, 9]],
	['three days', {...unlimited, keepDays: 3}, [7, 8, 9]],
	['so many bytes', {...unlimited, keepBytes: Math.floor(sampleBytes * 3.5)}, [7, 8, 9]],
	['the strictest of several limits', {keepFiles: 5, keepDays: 2, keepBytes: sampleBytes * 4}, [8, 9]],
	['everything', unlimited, [3, 4, 5, 6, 7, 8, 9]],
	['at least the file that is being written', {...unlimited, keepBytes: 1}, [9]],
] as const) {
	test(`kept: ${name}`, async () => {
		using directory = temporaryDirectory();
		writeFileSync(directory.file('monitoring_notes.txt'), 'mine');
		mkdirSync(directory.file('monitoring_old'));
		await exportAll(week, {directory: directory.path, retention});
		assert.deepEqual(directory.names(), [...days.map(dayFile), 'monitoring_notes.txt', 'monitoring_old']);
	});
}

test('stricter limits apply from the first sample of the next run', async () => {
	using directory = temporaryDirectory();
	await exportAll(week, {directory: directory.path});
	await exportAll(week.slice(-1), {directory: directory.path, retention: {...unlimited, keepFiles: 2}});
	assert.deepEqual(directory.names(), [8, 9].map(dayFile));
});

test('exportNow writes the latest sample once and returns its file', async () => {
	using directory = temporaryDirectory();
	const store = sampleStore();
	await using running = exporter(store, {directory: directory.path, everySample: false, intervalMs: 3_600_000})(store);
	await assert.rejects(running.exportNow(), /no sample to export yet/);
	store.receive(ten[0] ?? assert.fail());
	const file = directory.file('monitoring_20250103.json');
	assert.equal(await running.exportNow(), file);
	assert.equal(await running.exportNow(), file);
	store.receive(ten[1] ?? assert.fail());
	await running.exportNow();
	const written = readFileSync(file, 'utf8').trim().split('\n');
	assert.deepEqual(
		written.map(line => JSON.parse(line).seq),
		[1, 2],
	);
});

test('a removed directory is created again, and no sample is lost', async () => {
	using directory = temporaryDirectory();
	const export_ = path.join(directory.path, 'export');
	const store = sampleStore();
	await using running = exporter(store, {directory: export_})(store);
	store.receive(ten[0] ?? assert.fail());
	await running.exportNow();
	rmSync(export_, {recursive: true});
	store.receive(ten[1] ?? assert.fail());
	const file = await running.exportNow();
	assert.equal(JSON.parse(readFileSync(file, 'utf8')).seq, 2);
	assert.deepEqual(store.problems(), []);
});

test('moving a file away loses no samples', async () => {
	using directory = temporaryDirectory();
	const store = sampleStore();
	await using running = exporter(store, {directory: directory.path})(store);
	store.receive(ten[0] ?? assert.fail());
	rmSync(await running.exportNow());
	store.receive(ten[1] ?? assert.fail());
	const written = readFileSync(await running.exportNow(), 'utf8')
		.trim()
		.split('\n');
	assert.deepEqual(
		written.map(line => JSON.parse(line).seq),
		[2],
	);
});
