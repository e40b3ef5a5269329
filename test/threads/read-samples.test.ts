import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import type {Sample} from '../../source/core/sample.js';
import {known} from '../../source/metrics/reading.js';
import {encodeMonitoringData} from '../../source/protocol/messages/monitoring-data.js';
import {parseMonitoringData} from '../../source/protocol/messages/parse-monitoring-data.js';
import {readSamples} from '../../source/threads/read-samples.js';
import {shareSamples} from '../../source/threads/share-samples.js';
import {eventually} from '../helpers/eventually.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {startThread} from '../helpers/thread.js';

const monitorFile = new URL('monitor.ts', import.meta.url);
const sequencesFile = new URL('sequences.ts', import.meta.url);

/** The sample that a client of the server would get. */
function asSent(sample: Sample): Sample {
	return parseMonitoringData(JSON.parse(encodeMonitoringData(sample)));
}

test('the latest sample equals that of a client of the server, and is decoded once', async () => {
	const store = sampleStore();
	await using shared = shareSamples()(store);
	const reader = readSamples(shared.memory);
	assert.equal(reader.latest(), undefined);
	store.receive(sampleAt(1));
	store.receive(sampleAt(2));
	const latest = reader.latest();
	assert.deepEqual(latest, asSent(sampleAt(2)));
	assert.equal(reader.latest(), latest);
	store.report('disk', 'not a sample');
	assert.equal(reader.latest(), latest);
});

test('a sample from before sharing is available immediately', async () => {
	const store = sampleStore();
	store.receive(sampleAt(1));
	await using shared = shareSamples()(store);
	assert.equal(readSamples(shared.memory).latest()?.sequence, sampleAt(1).sequence);
});

test('a slow reader misses samples, gets the last one, and then the end', async () => {
	const store = sampleStore();
	const shared = shareSamples()(store);
	const reader = readSamples(shared.memory);
	const sequences: number[] = [];
	setImmediate(() => store.receive(sampleAt(0, {}, 1)));
	for await (const {sequence} of reader.samples()) {
		sequences.push(sequence);
		if (sequence === 1) {
			assert.equal(reader.hasEnded(), false);
			setImmediate(() => store.receive(sampleAt(0, {}, 2)));
		} else if (sequence === 2) {
			for (const later of [3, 4, 5]) {
				store.receive(sampleAt(0, {}, later));
			}

			await shared[Symbol.asyncDispose]();
		}
	}

	assert.deepEqual(sequences, [1, 2, 5]);
	assert.ok(reader.hasEnded());
	assert.equal(reader.latest()?.sequence, 5);
});

test('a wait ends without leftovers when its signal aborts', async () => {
	const store = sampleStore();
	await using shared = shareSamples()(store);
	const ending = new AbortController();
	const reading = sequencesOf(shared.memory, ending.signal);
	setImmediate(() => ending.abort());
	assert.deepEqual(await reading, []);
	assert.deepEqual(await sequencesOf(shared.memory, AbortSignal.abort()), []);
	assert.equal(Atomics.notify(new Int32Array(shared.memory), 1), 0);
});

test('a sample that is too large is skipped, and reported until one can be shared', async () => {
	const store = sampleStore();
	await using shared = shareSamples({report: store.report})(store);
	const reader = readSamples(shared.memory);
	store.receive(sampleAt(1));
	const large = sampleAt(2);
	const custom = {notes: {state: 'ok', value: {text: 'x'.repeat(2 ** 20)}}} as const;
	store.receive({...large, snapshot: {...large.snapshot, custom}});
	assert.equal(reader.latest()?.sequence, sampleAt(1).sequence);
	assert.match(
		store.problems()[0]?.message ?? '',
		/^a sample of \d+ bytes is too large to share; the maximum is 1048576$/,
	);
	store.receive(sampleAt(3));
	assert.equal(reader.latest()?.sequence, sampleAt(3).sequence);
	assert.deepEqual(store.problems(), []);
});

test('a monitor in a separate thread is read by this thread and others until it ends', async () => {
	const monitor = await startMonitor();
	const reader = readSamples(monitor.memory);
	const others = await Promise.all([1, 2].map(() => startThread(sequencesFile, monitor.memory)));
	const readers = others.map(({worker}) => {
		const sequences: number[] = [];
		worker.on('message', (sequence: number) => sequences.push(sequence));
		return {sequences, ended: once(worker, 'exit')};
	});

	let last: Sample | undefined;
	for await (const sample of reader.samples()) {
		last = sample;
		if (readers.every(({sequences}) => sequences.length >= 3)) {
			monitor.worker.postMessage('end');
		}
	}

	assert.ok(last);
	assert.ok((known(last.snapshot.readings.memory)?.totalBytes ?? 0) > 1e6);
	assert.equal(typeof known(last.snapshot.readings.processor)?.total.usedPercent, 'number');
	assert.ok(known(last.snapshot.readings.self));
	for (const {sequences, ended} of readers) {
		assert.deepEqual(await ended, [0]);
		assert.equal(sequences.at(-1), last.sequence);
		assert.deepEqual(
			sequences,
			sequences.toSorted((left, right) => left - right),
		);
	}

	assert.deepEqual(await monitor.ended, [0]);
});

test('a reader whose thread is terminated does not block others', async () => {
	const monitor = await startMonitor();
	const reader = readSamples(monitor.memory);
	const {worker: other} = await startThread(sequencesFile, monitor.memory);
	await once(other, 'message');
	await other.terminate();
	const before = reader.latest()?.sequence ?? 0;
	await eventually('more is measured', () => (reader.latest()?.sequence ?? 0) > before + 2);
	monitor.worker.postMessage('end');
	assert.deepEqual(await monitor.ended, [0]);
	assert.ok(reader.hasEnded());
});

async function sequencesOf(memory: SharedArrayBuffer, signal: AbortSignal): Promise<readonly number[]> {
	const sequences: number[] = [];
	for await (const {sequence} of readSamples(memory).samples(signal)) {
		sequences.push(sequence);
	}

	return sequences;
}

async function startMonitor() {
	const {worker, message} = await startThread(monitorFile, undefined);
	return {worker, memory: message as SharedArrayBuffer, ended: once(worker, 'exit')};
}
