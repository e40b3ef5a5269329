import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {readRecent} from '../../../source/recording/read/read-recent.js';
import {sampleAt, startMs} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';
import {lines} from '../files.js';

/** A minute and a half after the start of the recording, in a process that is 7 seconds old. */
const clock = {nowMs: () => startMs + 90_000, monotonicMs: () => 7000};

function exported(seconds: readonly number[]) {
	const directory = temporaryDirectory();
	writeFileSync(directory.file('monitoring_20260104.json'), lines(seconds.map(second => sampleAt(second))));
	return directory;
}

test('the samples of the last minute are read with times of this process', async () => {
	using directory = exported([0, 29, 30, 60, 89, 90]);
	const samples = await readRecent(directory.path, {...clock, seconds: 60, samples: 100});
	assert.deepEqual(
		samples.map(({snapshot}) => snapshot.monotonicMs),
		[-53_000, -23_000, 6000, 7000],
	);
});

test('only the latest samples are read', async () => {
	using directory = exported([86, 87, 88, 89]);
	const samples = await readRecent(directory.path, {...clock, seconds: 60, samples: 2});
	assert.deepEqual(
		samples.map(({snapshot}) => snapshot.timestampMs - startMs),
		[88_000, 89_000],
	);
});

test('samples in the future are skipped', async () => {
	using directory = exported([89, 91, 1000]);
	assert.equal((await readRecent(directory.path, {...clock, seconds: 60, samples: 100})).length, 1);
});

test('a missing or empty directory has no samples', async () => {
	using directory = temporaryDirectory();
	const options = {...clock, seconds: 60, samples: 100};
	assert.deepEqual(await readRecent(directory.file('none'), options), []);
	mkdirSync(directory.file('monitoring_20260104.json'));
	assert.deepEqual(await readRecent(directory.path, options), []);
});
