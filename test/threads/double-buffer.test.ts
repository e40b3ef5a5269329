import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {createDoubleBuffer, openPublisher, openSubscriber} from '../../source/threads/double-buffer.js';
import {eventually} from '../helpers/eventually.js';
import {startThread} from '../helpers/thread.js';
import {editionOf, isEdition} from './edition.js';
import type {Seen} from './reader.js';

const slotBytes = 5000;
const readerFile = new URL('reader.ts', import.meta.url);
const hammerFile = new URL('hammer.ts', import.meta.url);

test('only the latest edition is read, with any length', () => {
	const memory = createDoubleBuffer(slotBytes);
	const publisher = openPublisher(memory);
	const subscriber = openSubscriber(memory);
	assert.equal(subscriber.read(), undefined);
	for (let number = 1; number <= 300; number++) {
		assert.ok(publisher.publish(editionOf(number)));
		assert.deepEqual(subscriber.read(), {number, bytes: editionOf(number)});
	}

	publisher.publish(new Uint8Array());
	publisher.publish(new Uint8Array(slotBytes).fill(7));
	assert.deepEqual(subscriber.read(), {number: 302, bytes: new Uint8Array(slotBytes).fill(7)});
});

test('an edition that is too long changes nothing', () => {
	const memory = createDoubleBuffer(slotBytes);
	const publisher = openPublisher(memory);
	publisher.publish(editionOf(1));
	assert.equal(publisher.publish(new Uint8Array(slotBytes + 1)), false);
	assert.deepEqual(openSubscriber(memory).read(), {number: 1, bytes: editionOf(1)});
});

test('after the end, the last edition stays available', async () => {
	for (const editions of [0, 1]) {
		const memory = createDoubleBuffer(slotBytes);
		const publisher = openPublisher(memory);
		const subscriber = openSubscriber(memory);
		if (editions > 0) {
			publisher.publish(editionOf(1));
		}

		const change = subscriber.changeSince(editions);
		assert.equal(subscriber.hasEnded(), false);
		publisher.end();
		await change;
		assert.ok(subscriber.hasEnded());
		await subscriber.changeSince(editions);
		assert.equal(subscriber.read()?.number ?? 0, editions);
		assert.equal(openSubscriber(memory).latest(), editions);
	}
});

test('other memory is rejected', () => {
	for (const bytes of [0, 4, 4096]) {
		assert.throws(() => openSubscriber(new SharedArrayBuffer(bytes)), /must be the memory of shareSamples/);
	}

	// @ts-expect-error As from a message of the wrong kind.
	assert.throws(() => openSubscriber({}), /must be the memory of shareSamples/);
});

test('a reader never gets parts of two editions while a thread writes at full speed', async () => {
	const memory = createDoubleBuffer(slotBytes);
	const readers = await Promise.all([true, true, false].map(isBusy => startThread(readerFile, {memory, isBusy})));
	const ends = readers.map(({worker}) => once(worker, 'message') as Promise<[Seen]>);
	const editions = 20_000;
	await startThread(hammerFile, {memory, editions});
	for (const [seen] of await Promise.all(ends)) {
		assert.deepEqual({...seen, read: 0}, {read: 0, torn: 0, last: editions, isInOrder: true});
		assert.ok(seen.read > 0 && seen.read <= editions, `${seen.read} read`);
	}
});

test('a writer that is terminated while writing leaves a complete edition', async () => {
	for (let round = 0; round < 5; round++) {
		const memory = createDoubleBuffer(slotBytes);
		const subscriber = openSubscriber(memory);
		const {worker} = await startThread(hammerFile, {memory, editions: Number.MAX_SAFE_INTEGER});
		await eventually('something is published', () => subscriber.latest() > 100);
		await worker.terminate();
		const edition = subscriber.read();
		assert.ok(edition && isEdition(edition.bytes, edition.number));
	}
});

test('a reader that is terminated while waiting does not block others', async () => {
	const memory = createDoubleBuffer(slotBytes);
	/** Wakes all waiting readers and returns their number. They need a moment to wait again. */
	const waiting = async (): Promise<number> => {
		await sleep(50);
		return Atomics.notify(new Int32Array(memory), 1);
	};
	const readers = await Promise.all([1, 2, 3].map(() => startThread(readerFile, {memory, isBusy: false})));
	await eventually('all of them wait', async () => (await waiting()) === readers.length);
	await Promise.all(readers.map(({worker}) => worker.terminate()));
	assert.equal(await waiting(), 0);
	assert.ok(openPublisher(memory).publish(editionOf(1)));
});
