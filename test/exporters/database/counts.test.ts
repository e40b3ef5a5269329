import assert from 'node:assert/strict';
import {test} from 'node:test';
import {databaseExporter} from '../../../source/exporters/database/database-exporter.js';
import {RefusedError} from '../../../source/exporters/database/sink.js';
import {eventually} from '../../helpers/eventually.js';
import {sampleStore} from '../../helpers/sample-store.js';
import {sampleAt} from '../../helpers/samples.js';

test('what was written, what waits and what was refused is counted', async () => {
	let isAway = true;
	const store = sampleStore();
	await using running = databaseExporter({
		place: 'a database',
		intervalMs: 60_000,
		everySample: true,
		report: store.report,
		pace: {backoff: {firstMs: 5, longestMs: 10}, maxBatchRows: 4},
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
