/**
What it costs the thread of the monitor that other threads have its samples, per sample, by the number of them: shared
memory, beside posting the sample as an object to each. And what it costs a thread to look at the latest.
*/
import {once} from 'node:events';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {collectOnce} from '../source/collect-once.js';
import type {Sample} from '../source/core/sample.js';
import {encodedSample} from '../source/protocol/messages/encoded-sample.js';
import {readSamples} from '../source/threads/read-samples.js';
import {shareSamples} from '../source/threads/share-samples.js';
import {sampleStore} from '../test/helpers/sample-store.js';
import {medianAndRange, printTable} from './figures.js';

const readerCounts = [0, 1, 8];
const warmUp = 100;
const samples = 300;
/** So that the others have read it, and wait again. */
const pauseMs = 5;

const snapshot = await collectOnce();

/** Another sample each time: what was encoded once is not encoded again. */
function sampleOf(sequence: number): Sample {
	return {sequence, snapshot: {...snapshot}, alerts: [], events: []};
}

/** Plain JavaScript, as small as a thread can be: only the thread that writes is measured. */
const waiting = `
const {parentPort, workerData} = require('node:worker_threads');
parentPort.on('message', () => {});
parentPort.postMessage('ready');
if (workerData) (async () => {
	const words = new Int32Array(workerData);
	for (;;) await Atomics.waitAsync(words, 1, Atomics.load(words, 1)).value;
})();
`;

async function startReaders(count: number, memory: SharedArrayBuffer | undefined): Promise<readonly Worker[]> {
	const readers = Array.from({length: count}, () => new Worker(waiting, {eval: true, workerData: memory}));
	await Promise.all(readers.map(reader => once(reader, 'message')));
	return readers;
}

/** Microseconds for each. */
async function costs(hand: (sample: Sample) => void): Promise<readonly number[]> {
	const all: number[] = [];
	for (let sequence = 1; sequence <= warmUp + samples; sequence++) {
		const sample = sampleOf(sequence);
		const startMs = performance.now();
		hand(sample);
		all.push((performance.now() - startMs) * 1000);
		await sleep(pauseMs);
	}

	return middle(all.slice(warmUp));
}

/** Without the tenth at each end: a thread of a busy machine is interrupted now and then. */
function middle(values: readonly number[]): readonly number[] {
	const sorted = values.toSorted((left, right) => left - right);
	return sorted.slice(Math.floor(values.length / 10), Math.ceil((values.length * 9) / 10));
}

async function sharing(count: number): Promise<readonly (string | number)[]> {
	const store = sampleStore();
	await using shared = shareSamples()(store);
	const readers = await startReaders(count, shared.memory);
	const whole = await costs(store.receive);
	const encoded = await costs(encodedSample);
	await Promise.all(readers.map(reader => reader.terminate()));
	return ['shareSamples', count, medianAndRange(whole), medianAndRange(encoded)];
}

async function posting(count: number): Promise<readonly (string | number)[]> {
	const readers = await startReaders(count, undefined);
	const whole = await costs(sample => {
		for (const reader of readers) {
			reader.postMessage(sample);
		}
	});
	await Promise.all(readers.map(reader => reader.terminate()));
	return ['postMessage to each', count, medianAndRange(whole), '--'];
}

const rows: (readonly (string | number)[])[] = [];
for (const count of readerCounts) {
	rows.push(await sharing(count));
	if (count > 0) {
		rows.push(await posting(count));
	}
}

const bytes = encodedSample(sampleOf(1)).length;
printTable(
	`Samples for other threads on Node ${process.versions.node}, ${bytes} bytes each, µs of the writer, median and middle 80 %`,
	['way', 'readers', 'per sample', 'of it, encoding'],
	rows,
);

const store = sampleStore();
await using shared = shareSamples()(store);
const reader = readSamples(shared.memory);
const first: number[] = [];
const again: number[] = [];
for (let sequence = 1; sequence <= warmUp + samples; sequence++) {
	store.receive(sampleOf(sequence));
	for (const all of [first, again]) {
		const startMs = performance.now();
		reader.latest();
		all.push((performance.now() - startMs) * 1000);
	}
}

printTable(
	'latest(), µs, median and middle 80 %',
	['', 'µs'],
	[
		['the first time: read and decoded', medianAndRange(middle(first.slice(warmUp)))],
		['again, before there is another', medianAndRange(middle(again.slice(warmUp)), 2)],
	],
);
