import assert from 'node:assert/strict';
import {test} from 'node:test';
import {historyColumns} from '../../../source/measurements/history-columns.js';
import {parseMetricPath} from '../../../source/measurements/metric-path.js';
import {sectionsOf} from '../../../source/measurements/sections.js';
import {unmeasured} from '../../../source/metrics/gpu/unmeasured.js';
import {historyTable} from '../../../source/protocol/messages/history-table.js';
import {cpu, ok, sampleAt, startMs} from '../../helpers/samples.js';

const columns = ['processor.usage_percent'];

test('a row has the sequence number, the time and the values of its sample', () => {
	const samples = [10, 20, 30].map((percent, index) => sampleAt(index / 2, {processor: ok(cpu(percent))}));
	assert.deepEqual(historyTable(samples, {points: 1000, columns}), {
		columns: ['seq', 't', 'processor.usage_percent'],
		rows: [
			[1, startMs, 10],
			[2, startMs + 500, 20],
			[3, startMs + 1000, 30],
		],
	});
});

test('adjacent samples are averaged if there are more samples than points', () => {
	const samples = [10, 20, 30, 50, 70].map((percent, index) => sampleAt(index / 2, {processor: ok(cpu(percent))}));
	assert.deepEqual(historyTable(samples, {points: 3, columns}).rows, [
		[2, startMs + 500, 15],
		[4, startMs + 1500, 40],
		[5, startMs + 2000, 70],
	]);
});

test('unknown values are null and do not count in averages', () => {
	const samples = [sampleAt(0, {processor: {state: 'pending'}}), sampleAt(0.5, {processor: ok(cpu(40))})];
	assert.deepEqual(
		historyTable(samples, {points: 1000, columns}).rows.map(row => row[2]),
		[null, 40],
	);
	assert.deepEqual(
		historyTable(samples, {points: 1, columns}).rows.map(row => row[2]),
		[40],
	);
});

test('a record is weighted by the time that it covers', () => {
	const record = {
		...sampleAt(0, {processor: ok(cpu(10))}),
		span: {seconds: 9, samples: 18, range: new Map<string, readonly [number, number]>()},
	};
	const samples = [record, sampleAt(0.5, {processor: ok(cpu(50))}), sampleAt(1, {processor: ok(cpu(50))})];
	assert.deepEqual(
		historyTable(samples, {points: 1, columns}).rows.map(row => row[2]),
		[14],
	);
});

test('a history without samples has columns and no rows', () => {
	const table = historyTable([], {points: 10, columns: undefined});
	assert.deepEqual(table.rows, []);
	assert.equal(table.columns.length, historyColumns.length + 2);
});

test('a column has the number at its metric path in the message', () => {
	const gpu = {
		...unmeasured,
		id: 0,
		name: 'Example',
		vendor: 'amd',
		memoryTotalBytes: 2000,
		memoryUsedBytes: 1000,
		memoryFreeBytes: 1000,
		usedPercent: 45,
		temperatureCelsius: 65,
	} as const;
	const sample = sampleAt(0, {gpu: ok([gpu])});
	const [row = []] = historyTable([sample], {points: 1, columns: undefined}).rows;
	for (const [index, {name}] of historyColumns.entries()) {
		const [place] = parseMetricPath(name).resolve(sectionsOf(sample.snapshot)) ?? [];
		assert.equal(row[index + 2], place?.value ?? null, name);
	}

	assert.equal(row.filter(value => typeof value === 'number').length > 10, true);
});
