import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	compareRecordingNames,
	dayOf,
	formatRecordingName,
	parseRecordingName,
} from '../../../source/recording/format/file-name.js';

const names: ReadonlyArray<readonly [file: string, day: string, part: number, isCompressed: boolean]> = [
	['monitoring_20250103.json', '20250103', 0, false],
	['monitoring_20250103.json.gz', '20250103', 0, true],
	['monitoring_20250103_1.json', '20250103', 1, false],
	['monitoring_20250103_12.json.gz', '20250103', 12, true],
];

for (const [file, day, part, isCompressed] of names) {
	test(`${file} is formatted and parsed`, () => {
		assert.deepEqual(parseRecordingName(file), {day, part, isCompressed});
		assert.equal(formatRecordingName({day, part, isCompressed}), file);
	});
}

for (const file of [
	'monitoring_20250103.json.bak',
	'monitoring_20250103_0.json',
	'monitoring_20250103_01.json',
	'monitoring_2025013.json',
	'old-monitoring_20250103.json',
	'monitoring_20250103.jsonl',
	'.mon-tui.lock',
]) {
	test(`${file} is not a recording name and never deleted`, () => {
		assert.equal(parseRecordingName(file), undefined);
	});
}

test('names are ordered by day and number', () => {
	const files = ['monitoring_20250104.json', 'monitoring_20250103_10.json', 'monitoring_20250103_2.json'];
	const sorted = files
		.flatMap(file => parseRecordingName(file) ?? [])
		.sort(compareRecordingNames)
		.map(formatRecordingName);
	assert.deepEqual(sorted, [...files].reverse());
});

test('the day is in local time', () => {
	assert.equal(dayOf(new Date(2025, 0, 3, 23, 59, 59, 999).getTime()), '20250103');
	assert.equal(dayOf(new Date(2025, 0, 4).getTime()), '20250104');
});
