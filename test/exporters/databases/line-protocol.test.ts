import assert from 'node:assert/strict';
import test from 'node:test';
import {lineProtocol} from '../../../source/exporters/databases/line-protocol.js';
import type {DatabaseRow} from '../../../source/exporters/databases/row.js';
import type {Family} from '../../../source/measurements/prometheus-family.js';

function linesOf(host: string, ...families: readonly Family[]): readonly string[] {
	const row: DatabaseRow = {
		run: '',
		sequence: 1,
		timestampMs: 1_700_000_000_123,
		host,
		cpuUsage: undefined,
		memoryUsage: undefined,
		diskUsage: undefined,
		gpuUsage: undefined,
		message: '{}',
		families,
	};
	return lineProtocol(row).split('\n').slice(0, -1);
}

const family = (points: Family['points']): Family => ({name: 'disk_used_bytes', type: 'gauge', help: '', points});

test('each number is a point with its labels and its time in milliseconds', () => {
	assert.deepEqual(
		linesOf(
			'web-01',
			family([
				{labels: {mount: '/'}, value: 5},
				{labels: {mount: '/data'}, value: 0.25},
			]),
		),
		[
			'mon_disk_used_bytes,host=web-01,mount=/ value=5 1700000000123',
			'mon_disk_used_bytes,host=web-01,mount=/data value=0.25 1700000000123',
		],
	);
});

test('unknown values are no points', () => {
	assert.deepEqual(linesOf('a', family([{value: undefined}, {value: null}, {value: Number.NaN}])), []);
});

for (const [title, mount, tag] of [
	['blanks, commas and equals signs', '/a b,c=d', '/a\\ b\\,c\\=d'],
	['a line break', '/a\nmon_fake value=1', '/a\\ mon_fake\\ value\\=1'],
	['a backslash at the end', '/a\\', '/a\\\\ '.trimEnd()],
] as const) {
	test(`a name with ${title} stays one tag`, () => {
		const [line, ...others] = linesOf('h', family([{labels: {mount}, value: 1}]));
		assert.deepEqual(others, []);
		assert.ok(line?.startsWith(`mon_disk_used_bytes,host=h,mount=${tag}`), line);
	});
}
