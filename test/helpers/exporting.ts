import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {databaseExporter} from '../../source/exporters/databases/database-exporter.js';
import {openDatabase} from '../../source/exporters/databases/open-database.js';
import type {DatabasePace} from '../../source/exporters/databases/row-outbox.js';
import {type SampleStore, sampleStore} from './sample-store.js';
import {disk, ok, sampleAt} from './samples.js';

const quick: Partial<DatabasePace> = {backoff: {firstMs: 20, maxMs: 100}, writeTimeoutMs: 2000, maxBatchRows: 7};

/** Exports the samples of a test into what a URL names. */
export async function exporting(url: string, pace: Partial<DatabasePace> = {}, store: SampleStore = sampleStore()) {
	const running = databaseExporter({
		...(await openDatabase(url)),
		intervalMs: 60_000,
		everySample: true,
		report: store.report,
		pace: {...quick, ...pace},
	})(store);
	return {
		store,
		/** Samples of those numbers, a second apart. */
		receive(from: number, to: number) {
			for (let sequence = from; sequence <= to; sequence++) {
				store.receive(sampleAt(sequence, {}, sequence));
			}
		},
		/** A sample of many disks, far longer than the others. */
		receiveLong(sequence: number) {
			const disks = range(1, 300).map(number => disk(`/srv/${number}`, 50));
			store.receive(sampleAt(sequence, {disks: ok(disks)}, sequence));
		},
		[Symbol.asyncDispose]: running[Symbol.asyncDispose],
	};
}

export const range = (from: number, to: number): readonly number[] =>
	Array.from({length: to - from + 1}, (_, index) => from + index);

/** Asks again and again until the answer is the expected one; fails with the difference when it never is. */
export async function eventuallyEqual(read: () => Promise<unknown>, expected: unknown): Promise<void> {
	const deadline = performance.now() + 20_000;
	for (;;) {
		const value = await read().catch(error => error);
		try {
			assert.deepEqual(value, expected);
			return;
		} catch (error) {
			if (performance.now() > deadline) {
				throw error;
			}
		}

		await sleep(30);
	}
}
