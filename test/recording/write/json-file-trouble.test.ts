import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import type {Sample} from '../../../source/core/sample.js';
import {encodeMonitoringData} from '../../../source/protocol/messages/monitoring-data.js';
import {type JsonFileOptions, jsonFileExporter} from '../../../source/recording/write/json-file.js';
import {eventually} from '../../helpers/eventually.js';
import {type SampleStore, sampleStore} from '../../helpers/sample-store.js';
import {sampleAt} from '../../helpers/samples.js';
import {mountSmallDisk} from '../../helpers/small-disk.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const samples = Array.from({length: 200}, (_, index) => sampleAt(index / 10, {}, index + 1));
const sampleBytes = Math.max(...samples.map(sample => Buffer.byteLength(encodeMonitoringData(sample)))) + 1;

function start(store: SampleStore, options: Partial<JsonFileOptions> & {readonly directory: string}) {
	return jsonFileExporter({
		intervalMs: 60_000,
		everySample: true,
		compress: false,
		pretty: false,
		maxFileBytes: undefined,
		retention: {keepFiles: undefined, keepDays: undefined, keepBytes: undefined},
		report: store.report,
		retryMs: 10,
		...options,
	})(store);
}

/** The sequence numbers in a file; throws for a line that is not whole. */
function sequencesIn(file: string): readonly number[] {
	const text = readFileSync(file, 'utf8');
	assert.ok(text.endsWith('\n'), 'the last line is whole');
	return text
		.trim()
		.split('\n')
		.map(line => JSON.parse(line).seq);
}

const numbers = (kept: readonly Sample[]): readonly number[] => kept.map(({sequence}) => sequence);

test('a full disk is a problem, damages no file, and is cleared when there is space again', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (!disk) {
		t.skip('needs the right to mount a file system');
		return;
	}

	const ballast = path.join(disk.path, 'ballast');
	writeFileSync(ballast, Buffer.alloc(30 * 1024));
	const store = sampleStore();
	const kept = samples.slice(0, Math.ceil((100 * 1024) / sampleBytes));
	const directory = path.join(disk.path, 'export');
	await using running = start(store, {directory});
	for (const sample of kept) {
		store.receive(sample);
	}

	await eventually('a problem', () => store.problems().length > 0);
	assert.match(
		store.problems()[0]?.message ?? '',
		/^cannot export to .*export: no space left on device; \d+ samples? waits?$/,
	);
	const file = path.join(directory, 'monitoring_20260104.json');
	const before = sequencesIn(file);
	assert.ok(before.length > 0 && before.length < kept.length, `${before.length} of ${kept.length}`);

	rmSync(ballast);
	execFileSync('mount', ['-o', 'remount,size=1M', disk.path]);
	await eventually('the end of the problem', () => store.problems().length === 0);
	assert.ok(running);
	assert.deepEqual(sequencesIn(file), numbers(kept));
});

test('a file in place of the directory is a problem while it exists', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('export');
	const store = sampleStore();
	await using running = start(store, {directory: place});
	store.receive(sampleAt(0, {}, 1));
	await running.exportNow();
	renameSync(place, directory.file('aside'));
	writeFileSync(place, 'in the way');
	store.receive(sampleAt(0.5, {}, 2));
	await assert.rejects(running.exportNow());
	store.receive(sampleAt(1, {}, 3));
	await eventually('a problem', () => /2 samples wait$/.test(store.problems()[0]?.message ?? ''));

	rmSync(place);
	renameSync(directory.file('aside'), place);
	await eventually('the end of the problem', () => store.problems().length === 0);
	assert.deepEqual(sequencesIn(path.join(place, 'monitoring_20260104.json')), [1, 2, 3]);
});

test('a missing permission is a problem until it is granted', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('export');
	using _user = asNobody(directory.path);
	const store = sampleStore();
	await using running = start(store, {directory: place});
	store.receive(sampleAt(0, {}, 1));
	const file = await running.exportNow();
	chmodSync(place, 0);
	store.receive(sampleAt(0.5, {}, 2));
	await assert.rejects(running.exportNow());
	assert.match(store.problems()[0]?.message ?? '', /permission denied; 1 sample waits$/);
	chmodSync(place, 0o700);
	await eventually('the end of the problem', () => store.problems().length === 0);
	assert.deepEqual(sequencesIn(file), [1, 2]);
});

test('the queue is bounded: the oldest samples are lost and counted', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('export');
	writeFileSync(place, 'in the way');
	const store = sampleStore();
	await using running = start(store, {directory: place, maxWaitingBytes: sampleBytes * 10});
	for (const sample of samples) {
		store.receive(sample);
	}

	await assert.rejects(running.exportNow());
	await eventually('the count of what is lost', () =>
		/; 10 samples wait, 190 lost$/.test(store.problems()[0]?.message ?? ''),
	);
	rmSync(place);
	await eventually('the end of the problem', () => store.problems().length === 0);
	assert.deepEqual(sequencesIn(path.join(place, 'monitoring_20260104.json')), numbers(samples.slice(-10)));
});

test('a second instance in the same directory waits until the first one ends', async () => {
	using directory = temporaryDirectory();
	const [first, second] = [sampleStore(), sampleStore()];
	const one = start(first, {directory: directory.path});
	first.receive(sampleAt(0, {}, 1));
	const file = await one.exportNow();
	await using two = start(second, {directory: directory.path});
	second.receive(sampleAt(0, {}, 1001));
	await assert.rejects(two.exportNow(), /the directory is in use by another mon-tui \(process \d+ on .+\)/);
	assert.match(second.problems()[0]?.message ?? '', /the directory is in use by another mon-tui .*; 1 sample waits$/);
	first.receive(sampleAt(0.5, {}, 2));
	await one.exportNow();
	assert.deepEqual(first.problems(), []);
	await one[Symbol.asyncDispose]();
	await eventually('the end of the problem', () => second.problems().length === 0);
	assert.deepEqual(sequencesIn(file), [1, 2, 1001]);
});

test('disposing writes queued samples and ends on write errors', async () => {
	using directory = temporaryDirectory();
	const store = sampleStore();
	const running = start(store, {directory: directory.path});
	for (const sample of samples) {
		store.receive(sample);
	}

	await running[Symbol.asyncDispose]();
	const file = directory.file('monitoring_20260104.json');
	assert.deepEqual(sequencesIn(file), numbers(samples));
	store.receive(sampleAt(100, {}, 999));
	assert.deepEqual(sequencesIn(file), numbers(samples));

	mkdirSync(directory.file('blocked'));
	writeFileSync(directory.file('blocked/export'), 'in the way');
	const blocked = start(store, {directory: directory.file('blocked/export')});
	store.receive(sampleAt(101, {}, 1000));
	await blocked[Symbol.asyncDispose]();
	assert.match(store.problems()[0]?.message ?? '', /1 sample waits$/);
});

/** Changes the owner of a directory and continues as an unprivileged user until disposed, because root has all permissions. */
function asNobody(directory: string): Disposable {
	const nobody = 65_534;
	const isRoot = process.getuid?.() === 0;
	if (isRoot) {
		chownSync(directory, nobody, nobody);
		process.seteuid?.(nobody);
	}

	return {
		[Symbol.dispose]() {
			if (isRoot) {
				process.seteuid?.(0);
			}
		},
	};
}
