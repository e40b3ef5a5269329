import assert from 'node:assert/strict';
import {closeSync, openSync, statSync, writeSync} from 'node:fs';
import {test} from 'node:test';
import {openRecording} from '../../../source/recording/read/recording.js';
import {recordingFile} from '../../../source/recording/read/recording-file.js';
import {seek} from '../../../source/recording/read/seek.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const startMs = Date.UTC(2026, 0, 4);
const count = 172_800;

/** A day, a measurement every half second, each as short as it can be. */
function writeDay(file: string): void {
	const fd = openSync(file, 'w');
	for (let first = 0; first < count; first += 10_000) {
		const records = Array.from({length: Math.min(10_000, count - first)}, (_, index) => {
			const t = startMs + (first + index) * 500;
			return `{"type":"monitoring_data","seq":${first + index + 1},"t":${t},"interval":0.5,"data":{"load":{"load1":${index}}}}\n`;
		});
		writeSync(fd, records.join(''));
	}

	closeSync(fd);
}

test('any time of a day with two samples per second is found with a few short reads', async () => {
	using directory = temporaryDirectory();
	const path = directory.file('monitoring_20260104.json');
	writeDay(path);
	const {size} = statSync(path);
	const file = recordingFile(path, size);
	const recording = await openRecording(path);
	assert.equal(recording.endMs, startMs + (count - 1) * 500);

	for (const index of [0, 1, 40_000, 86_400, 123_456, count - 2, count - 1]) {
		const timestampMs = startMs + index * 500;
		let reads = 0;
		const offset = await seek(
			{
				...file,
				records(from) {
					reads += 1;
					return file.records(from);
				},
			},
			timestampMs,
		);
		assert.ok(reads <= Math.ceil(Math.log2(size / 65_536)) + 1, `${reads} reads`);
		assert.ok(offset < size);
		for await (const moment of recording.moments(timestampMs + 499)) {
			assert.equal(moment.timestampMs, timestampMs);
			break;
		}
	}
});
