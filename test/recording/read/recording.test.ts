import assert from 'node:assert/strict';
import {appendFileSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import type {Sample} from '../../../source/core/sample.js';
import {openRecording, type Recording} from '../../../source/recording/read/recording.js';
import {sampleAt, startMs} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';
import {indented, lines, writeMembers} from '../files.js';

const samples = Array.from({length: 300}, (_, index) => sampleAt(index));

/** Seconds after the start of the first `count` measurements from `fromSeconds` on. */
async function secondsFrom(recording: Recording, fromSeconds: number, count = 3): Promise<readonly number[]> {
	const seconds: number[] = [];
	for await (const {timestampMs} of recording.moments(startMs + fromSeconds * 1000)) {
		seconds.push((timestampMs - startMs) / 1000);
		if (seconds.length === count) {
			break;
		}
	}

	return seconds;
}

async function all(recording: Recording): Promise<readonly Sample[]> {
	const found: Sample[] = [];
	for await (const moment of recording.moments(Number.NEGATIVE_INFINITY)) {
		const sample = recording.sampleOf(moment);
		if (sample) {
			found.push(sample);
		}
	}

	return found;
}

const kinds: ReadonlyArray<
	readonly [name: string, file: string, write: (file: string, kept: readonly Sample[]) => void | Promise<void>]
> = [
	['one line per sample', 'a.json', (file, kept) => writeFileSync(file, lines(kept))],
	['indented', 'a.json', (file, kept) => writeFileSync(file, indented(kept))],
	[
		'compressed, a member per line',
		'a.json.gz',
		(file, kept) =>
			writeMembers(
				file,
				kept.map(one => lines([one])),
			),
	],
	[
		'compressed and indented',
		'a.json.gz',
		(file, kept) =>
			writeMembers(
				file,
				kept.map(one => indented([one])),
			),
	],
	['compressed as a whole by gzip', 'a.json.gz', (file, kept) => writeFileSync(file, gzipSync(lines(kept)))],
];

for (const [name, file, write] of kinds) {
	test(`a file, ${name}: read from any time and from its end`, async () => {
		using directory = temporaryDirectory();
		await write(directory.file(file), samples);
		const recording = await openRecording(directory.file(file));
		assert.equal(recording.startMs, startMs);
		assert.equal(recording.endMs, startMs + 299_000);
		assert.equal(recording.intervalMs, 1000);
		assert.deepEqual(await secondsFrom(recording, 0), [0, 1, 2]);
		assert.deepEqual(await secondsFrom(recording, -100), [0, 1, 2], 'before the first');
		assert.deepEqual(await secondsFrom(recording, 1000), [299], 'behind the last');
		for (const second of [1, 57, 150, 151, 298]) {
			assert.deepEqual(await secondsFrom(recording, second, 2), [second, second + 1]);
			assert.deepEqual(await secondsFrom(recording, second + 0.9, 2), [second, second + 1], 'between two');
		}

		assert.deepEqual(
			(await all(recording)).map(({sequence}) => sequence),
			samples.map(({sequence}) => sequence),
		);
		assert.equal(recording.damagedLines(), 0);
	});
}

test('the typical interval is the median', async () => {
	using directory = temporaryDirectory();
	const seconds = [0, 60, 61, 120, 180, 240, 4000, 4060];
	writeFileSync(directory.file('a.json'), lines(seconds.map(second => sampleAt(second))));
	assert.equal((await openRecording(directory.file('a.json'))).intervalMs, 60_000);
});

test('a recording whose clock was set back has a valid range', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('a.json'), lines([sampleAt(100), sampleAt(101), sampleAt(3)]));
	const recording = await openRecording(directory.file('a.json'));
	assert.ok(recording.endMs >= recording.startMs);
	assert.equal(recording.endMs, startMs + 100_000);
});

test('a directory is one recording in order of time, regardless of file names', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('monitoring_20260104.json'), lines(samples.slice(0, 100)));
	await writeMembers(
		directory.file('monitoring_20260104_10.json.gz'),
		samples.slice(200).map(one => lines([one])),
	);
	writeFileSync(directory.file('monitoring_20260104_2.json'), indented(samples.slice(100, 200)));
	writeFileSync(directory.file('monitoring_20260105.json'), '');
	writeFileSync(directory.file('notes.json'), '{}');
	writeFileSync(directory.file('.mon-tui.lock'), '{}');
	const recording = await openRecording(directory.path);
	assert.deepEqual([recording.startMs, recording.endMs], [startMs, startMs + 299_000]);
	assert.deepEqual(await secondsFrom(recording, 98.5, 4), [98, 99, 100, 101]);
	assert.deepEqual(await secondsFrom(recording, 199), [199, 200, 201]);
	assert.equal((await all(recording)).length, 300);
	assert.equal(recording.damagedLines(), 0);
});

test('samples written after opening are not part of the recording', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json');
	writeFileSync(file, lines(samples.slice(0, 5)));
	const recording = await openRecording(file);
	appendFileSync(file, lines(samples.slice(5)));
	assert.equal((await all(recording)).length, 5);
});

test('a file deleted meanwhile is skipped', async () => {
	using directory = temporaryDirectory();
	for (const [index, day] of ['04', '05', '06'].entries()) {
		writeFileSync(directory.file(`monitoring_202601${day}.json`), lines(samples.slice(index * 100, index * 100 + 100)));
	}

	const recording = await openRecording(directory.path);
	rmSync(directory.file('monitoring_20260105.json'));
	assert.equal((await all(recording)).length, 200);
	assert.equal(recording.damagedLines(), 1);
});

test('damaged lines are skipped and counted once', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json');
	const [a = '', b = '', c = '', d = ''] = lines(samples.slice(0, 4)).split(/(?<=\n)/);
	const broken = b.replace('"percentage":75', '"percentage":7x5');
	assert.notEqual(broken, b);
	writeFileSync(file, `<html>\n${a}\0\0\0\n${broken}${c}{"type":"pong","t":1}\n${d.slice(0, 50)}`);
	const recording = await openRecording(file);
	for (let round = 0; round < 2; round++) {
		assert.deepEqual(
			(await all(recording)).map(({sequence}) => sequence),
			[1, 5],
		);
		assert.equal(recording.damagedLines(), 4);
	}
});

test('a flipped bit in a compressed file is detected and affects few samples', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json.gz');
	await writeMembers(
		file,
		samples.slice(0, 5).map(one => lines([one])),
	);
	const whole = readFileSync(file);
	for (let position = Math.floor(whole.length * 0.25); position < whole.length * 0.75; position += 97) {
		const damaged = Buffer.from(whole);
		damaged.writeUInt8(whole.readUInt8(position) ^ 1, position);
		writeFileSync(file, damaged);
		const recording = await openRecording(file);
		const {length} = await all(recording);
		// One in the header may be harmless, or take the member before it along.
		assert.ok(length >= 3, `byte ${position}: ${length} left`);
		assert.ok(length === 5 || recording.damagedLines() > 0, `byte ${position}: lost without a word`);
	}
});

test('bytes between members of a compressed file do not affect samples', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json.gz');
	await writeMembers(file, [lines(samples.slice(0, 1)), lines(samples.slice(1, 2))]);
	const members = readFileSync(file);
	const second = members.lastIndexOf(members.subarray(0, 10));
	assert.ok(second > 0);
	const between = Buffer.from('something else');
	writeFileSync(file, Buffer.concat([members.subarray(0, second), between, members.subarray(second)]));
	const recording = await openRecording(file);
	assert.equal((await all(recording)).length, 2);
	assert.equal(recording.damagedLines(), 1);
});

test('a large file compressed by gzip is read', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json.gz');
	// Noise that does not compress, so that the file is longer than any member of ours.
	const noise = (index: number): string =>
		Array.from({length: 4000}, (_, place) => Math.sin(index * 4000 + place)).join(' ');
	const text = samples
		.slice(0, 150)
		.map((sample, index) =>
			lines([sample])
				.replace('{"type"', '{"type"')
				.replace(/\}\n$/, `,"noise":"${noise(index)}"}\n`),
		)
		.join('');
	const bytes = gzipSync(text, {level: 1});
	assert.ok(bytes.length > 4 * 2 ** 20, `${bytes.length} bytes`);
	writeFileSync(file, bytes);
	const recording = await openRecording(file);
	assert.equal(recording.endMs, startMs + 149_000);
	assert.deepEqual(await secondsFrom(recording, 100, 2), [100, 101]);
	assert.equal((await all(recording)).length, 150);
	assert.equal(recording.damagedLines(), 0);
});

test('a clock that was set back loses no samples', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a.json');
	writeFileSync(file, lines([0, 1, 2, 3, 1.5, 2.5, 3.5].map(second => sampleAt(second))));
	const recording = await openRecording(file);
	assert.equal((await all(recording)).length, 7);
	assert.equal(recording.endMs, startMs + 3500);
});

for (const [name, content, message] of [
	['that is not there', undefined, /a\.json: no such file or directory$/],
	['that is empty', '', /contains no samples/],
	['of something else', 'hello\n{"a":1}\n', /contains no samples/],
] as const) {
	test(`a file ${name} is rejected with its path`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('a.json');
		if (content !== undefined) {
			writeFileSync(file, content);
		}

		await assert.rejects(openRecording(file), error => {
			assert.match(String(error), message);
			assert.ok(String(error).includes(file));
			return true;
		});
	});
}

test('an empty directory is rejected with its path', async () => {
	using directory = temporaryDirectory();
	await assert.rejects(openRecording(directory.path), /contains no samples/);
});
