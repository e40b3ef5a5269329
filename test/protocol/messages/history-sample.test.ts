import assert from 'node:assert/strict';
import {test} from 'node:test';
import {known} from '../../../source/metrics/reading.js';
import {parseHistoryPoints} from '../../../source/protocol/messages/history-point.js';
import {historySample} from '../../../source/protocol/messages/history-sample.js';
import {historyTable} from '../../../source/protocol/messages/history-table.js';
import {historyMessage} from '../../../source/protocol/messages/server-message.js';
import {cpu, ok, sampleAt, snapshotAt} from '../../helpers/samples.js';

const {columns, rows} = historyTable(
	[
		sampleAt(0, {processor: ok(cpu(40)), network: {state: 'error', reason: 'gone'}}),
		sampleAt(0.5, {processor: {state: 'pending'}}),
	],
	{points: 100, columns: undefined},
);
const message = JSON.parse(JSON.stringify(historyMessage({id: undefined}, columns, rows, 'server', true)));

test('a history keeps its values after encoding and parsing', () => {
	const [first, second] = parseHistoryPoints(message).map(point => historySample(point, snapshotAt(60)));
	const readings = first?.snapshot.readings;
	assert.equal(first?.sequence, 1);
	assert.equal(first?.snapshot.timestampMs, snapshotAt(0).timestampMs);
	assert.equal(known(readings?.processor)?.total.usedPercent, 40);
	assert.equal(known(readings?.memory)?.usedPercent, 75);
	assert.equal(known(readings?.memory)?.usedBytes, 12 * 2 ** 30);
	assert.equal(known(readings?.disk_io)?.writeBytesPerSecond, 3_100_000);
	assert.equal(second?.snapshot.readings.processor.state, 'disabled', 'what was not known is absent');
	assert.equal(readings?.network.state, 'disabled');
});

test('invalid rows are skipped, and excess rows are dropped', () => {
	const row = (sequence: unknown, t: unknown, used: unknown) => [sequence, t, used];
	const points = parseHistoryPoints({
		columns: ['seq', 't', 'processor.usage_percent', 7],
		rows: [row(1, 1000, 5), 'no row', row('2', 2000, 5), row(3, null, 5), row(4, 4000, '5'), null, row(5, 5000, 6)],
	});
	assert.deepEqual(
		points.map(({sequence, values}) => [sequence, values.get('processor.usage_percent')]),
		[
			[1, 5],
			[4, undefined],
			[5, 6],
		],
	);
	assert.equal(parseHistoryPoints({columns: ['seq', 't'], rows: Array(5000).fill([1, 1])}).length, 1000);
	for (const hostile of [null, 7, [], {columns: 3, rows: {}}, {columns: ['seq'], rows: [[1]]}]) {
		assert.deepEqual(parseHistoryPoints(hostile), []);
	}
});
