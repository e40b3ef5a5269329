import assert from 'node:assert/strict';
import {test} from 'node:test';
import {databaseExporter} from '../../../source/exporters/databases/database-exporter.js';
import {BusyError, type OpenSink, RefusedError} from '../../../source/exporters/databases/sink.js';
import {eventually} from '../../helpers/eventually.js';
import {sampleStore} from '../../helpers/sample-store.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';

test('written, waiting and refused samples are counted', async () => {
	let isAway = true;
	const store = sampleStore();
	await using running = databaseExporter({
		place: 'a database',
		intervalMs: 60_000,
		everySample: true,
		report: store.report,
		pace: {backoff: {firstMs: 5, maxMs: 10}, maxBatchRows: 4},
		async open() {
			if (isAway) {
				throw new Error('nobody there');
			}

			return {
				async write(rows) {
					if (rows.some(({sequence}) => sequence === 3)) {
						throw new RefusedError('no threes');
					}
				},
				async [Symbol.asyncDispose]() {},
			};
		},
	})(store);
	for (let sequence = 1; sequence <= 10; sequence++) {
		store.receive(sampleAt(sequence, {}, sequence));
	}

	assert.equal(running.place, 'a database');
	assert.deepEqual(running.counts(), {written: 0, waiting: 10, lost: 0});
	isAway = false;
	await eventually('all but one are written', () => running.counts().waiting === 0);
	assert.deepEqual(running.counts(), {written: 9, waiting: 0, lost: 1});
});

test('a changed connection and interval apply immediately, also to queued samples', async () => {
	const written: string[] = [];
	const opener =
		(password: string): OpenSink =>
		async () => {
			if (password === 'old') {
				throw new Error('the password is wrong');
			}

			return {
				async write(rows) {
					written.push(...rows.map(({sequence}) => `${password} ${sequence}`));
				},
				async [Symbol.asyncDispose]() {},
			};
		};
	const store = sampleStore();
	const pace = {backoff: {firstMs: 3_600_000, maxMs: 3_600_000}};
	await using running = databaseExporter({
		place: 'a database',
		everySample: true,
		report: store.report,
		pace,
		open: opener('old'),
	})(store);
	store.receive(sampleAt(1, {}, 1));
	store.receive(sampleAt(2, {}, 2));
	await eventually('it fails', () => store.problems().length === 1);
	running.change({open: opener('new'), everySample: true});
	await eventually('they are written', () => written.length === 2);
	running.change({open: opener('newer'), everySample: true});
	store.receive(sampleAt(3, {}, 3));
	await eventually('the next is written', () => written.length === 3);
	assert.deepEqual(written, ['new 1', 'new 2', 'newer 3']);
	assert.deepEqual(store.problems(), []);
});

test('a requested pause of the database is respected', async () => {
	const attempts: number[] = [];
	const store = sampleStore();
	await using _ = databaseExporter({
		place: 'a database',
		everySample: true,
		report: store.report,
		pace: {backoff: {firstMs: 1, maxMs: 1}},
		async open() {
			return {
				async write() {
					attempts.push(performance.now());
					if (attempts.length === 1) {
						throw new BusyError('429', 300);
					}
				},
				async [Symbol.asyncDispose]() {},
			};
		},
	})(store);
	store.receive(sampleAt(1, {}, 1));
	await eventually('it is tried again', () => attempts.length === 2);
	const [first = 0, second = 0] = attempts;
	assert.ok(second - first >= 299, 'not before the time that it asked for');
});

test('samples discarded at shutdown remain a problem', async () => {
	const store = sampleStore();
	const running = databaseExporter({
		place: 'a database',
		everySample: true,
		report: store.report,
		pace: {shutdownTimeoutMs: 1},
		async open() {
			throw new Error('nobody there');
		},
	})(store);
	store.receive(sampleAt(1, {}, 1));
	await eventually('it fails', () => store.problems().length === 1);
	await running[Symbol.asyncDispose]();
	assert.equal(store.problems()[0]?.message, '1 sample discarded at shutdown: nobody there');
});

test('a row covers the time since the previous row', async () => {
	const written: (number | undefined)[] = [];
	const store = sampleStore();
	{
		await using running = databaseExporter({
			place: 'a database',
			intervalMs: 2000,
			async open() {
				return {
					async write(rows) {
						written.push(...rows.map(({cpuUsage}) => cpuUsage));
					},
					async [Symbol.asyncDispose]() {},
				};
			},
		})(store);
		for (const [second, percent] of [99, 10, 30, 50, 60].entries()) {
			store.receive(sampleAt(second, {processor: ok(cpu(percent))}, second + 1));
		}

		assert.ok(running);
	}

	assert.deepEqual(written, [20, 55]);
});
