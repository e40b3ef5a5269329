import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import type {AlertEvent} from '../../../source/alerts/alert.js';
import {monitorSource} from '../../../source/core/monitor.js';
import type {Sample} from '../../../source/core/sample.js';
import {recordingSource} from '../../../source/recording/replay/recording.js';
import {eventually} from '../../helpers/eventually.js';
import {memoryAlert} from '../../helpers/memory-alert.js';
import {sampleAt, startMs} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';
import {lines} from '../files.js';

const history = {samples: 5, seconds: 3600};

const alert = memoryAlert(startMs);

function eventOf(kind: AlertEvent['kind']): AlertEvent {
	return {id: kind, sequence: 1, kind, alert, isSilenced: false};
}

/** Hundredths of a second apart, so that no test waits long. */
function samplesUpTo(count: number): readonly Sample[] {
	return Array.from({length: count}, (_, index) => sampleAt(index / 100, {}, index + 1));
}

/** A monitor that plays the samples, paused after the first. */
async function playing(
	samples: readonly Sample[],
	{text = lines(samples), staysAtEnd = true, fromMs = Number.NaN} = {},
) {
	const directory = temporaryDirectory();
	const place = directory.file('monitoring_20260104.json');
	writeFileSync(place, text);
	const source = await recordingSource({place, history, staysAtEnd});
	const {playback} = source;
	playback.pause();
	if (!Number.isNaN(fromMs)) {
		playback.seek(fromMs);
	}

	const monitor = monitorSource({source, history});
	const ending = new AbortController();
	const positions: number[] = [];
	const indexOf = ({snapshot}: Sample): number => Math.round((snapshot.timestampMs - startMs) / 10);
	monitor.store.subscribe(() => {
		const {sample} = monitor.store.getState();
		positions.push(sample ? indexOf(sample) : Number.NaN);
	});
	const running = monitor.run(ending.signal);
	await eventually('the first sample', () => positions.length > 0);
	return {
		playback,
		monitor,
		running,
		/** The places of all samples that arrived, in hundredths of a second after the start. */
		positions,
		arrived: (...expected: readonly number[]) =>
			eventually(`samples ${expected.join(', ')} instead of ${positions.join(', ')}`, () => {
				assert.ok(positions.length <= expected.length, positions.join(', '));
				return positions.join() === expected.join();
			}),
		history: () => [...monitor.store.getState().history].map(indexOf),
		async [Symbol.asyncDispose]() {
			ending.abort();
			await running;
			directory[Symbol.dispose]();
		},
	};
}

test('a recording is played completely, then the source ends', async () => {
	await using player = await playing(samplesUpTo(10), {staysAtEnd: false});
	player.playback.setSpeed(100);
	player.playback.resume();
	await player.running;
	assert.deepEqual(player.positions, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	assert.deepEqual(player.history(), [5, 6, 7, 8, 9]);
});

test('a jump before the monitor runs is the start of the playback', async () => {
	await using player = await playing(samplesUpTo(10), {staysAtEnd: false, fromMs: startMs + 75});
	assert.deepEqual(player.positions, [7]);
	assert.deepEqual(player.history(), [3, 4, 5, 6, 7]);
	player.playback.setSpeed(100);
	player.playback.resume();
	await player.running;
	assert.deepEqual(player.positions, [7, 8, 9]);
});

test('with staysAtEnd the source continues at its end', async () => {
	await using player = await playing(samplesUpTo(3));
	player.playback.setSpeed(100);
	player.playback.resume();
	await eventually('the end', () => player.playback.store.getState().isAtEnd);
	player.playback.seek(startMs + 10);
	player.playback.pause();
	await eventually('another place', () => !player.playback.store.getState().isAtEnd);
	assert.deepEqual(player.positions.slice(0, 4), [0, 1, 2, 1]);
});

test('on a screen, a step forward at the end changes nothing and does not end the source', async () => {
	await using player = await playing(samplesUpTo(3));
	const {playback, arrived} = player;
	for (let steps = 0; steps < 6; steps += 1) {
		playback.step(1);
	}

	await eventually('the end', () => playback.store.getState().isAtEnd);
	await arrived(0, 1, 2);
	playback.resume();
	playback.step(1);
	playback.step(-1);
	await arrived(0, 1, 2, 1);
});

test('the state has the limits and the position', async () => {
	await using player = await playing(samplesUpTo(10));
	const {startMs: start, endMs, positionMs, isPaused, isAtEnd, damagedLines} = player.playback.store.getState();
	assert.deepEqual(
		{start, endMs, positionMs, isPaused, isAtEnd, damagedLines},
		{start: startMs, endMs: startMs + 90, positionMs: startMs, isPaused: true, isAtEnd: false, damagedLines: 0},
	);
	player.playback.seek(startMs + 57);
	await player.arrived(0, 5);
	assert.equal(player.playback.store.getState().positionMs, startMs + 50);
});

test('steps move forward one by one, and the history grows', async () => {
	await using player = await playing(samplesUpTo(10));
	player.playback.step(1);
	await player.arrived(0, 1);
	player.playback.step(3);
	await player.arrived(0, 1, 2, 3, 4);
	assert.deepEqual(player.history(), [0, 1, 2, 3, 4]);
});

test('a step back replaces the history by the samples before it', async () => {
	await using player = await playing(samplesUpTo(20));
	player.playback.seek(startMs + 150);
	await player.arrived(0, 15);
	player.playback.step(-1);
	await player.arrived(0, 15, 14);
	assert.deepEqual(player.history(), [10, 11, 12, 13, 14]);
	player.playback.step(-3);
	await player.arrived(0, 15, 14, 11);
	player.playback.step(-100);
	await player.arrived(0, 15, 14, 11, 0);
	assert.deepEqual(player.history(), [0]);
});

test('after a jump the history has the samples before it, and playback continues', async () => {
	await using player = await playing(samplesUpTo(100));
	player.playback.seek(startMs + 505);
	await player.arrived(0, 50);
	assert.deepEqual(player.history(), [46, 47, 48, 49, 50]);
	player.playback.step(1);
	await player.arrived(0, 50, 51);
	assert.deepEqual(player.history(), [47, 48, 49, 50, 51]);
	player.playback.seek(startMs + 20);
	await player.arrived(0, 50, 51, 2);
	assert.deepEqual(player.history(), [0, 1, 2]);
	player.playback.seek(0);
	await player.arrived(0, 50, 51, 2, 0);
	player.playback.seek(startMs + 1e9);
	await player.arrived(0, 50, 51, 2, 0, 99);
});

test('alerts are those of the recording and not evaluated again', async () => {
	const samples = samplesUpTo(30).map((sample, index) => ({
		...sample,
		alerts: index >= 10 && index < 20 ? [alert] : [],
		events: index === 10 ? [eventOf('raised')] : index === 20 ? [eventOf('cleared')] : [],
	}));
	await using player = await playing(samples);
	player.playback.nextAlert();
	await player.arrived(0, 10);
	const {sample} = player.monitor.store.getState();
	assert.deepEqual(sample?.alerts, [alert]);
	assert.deepEqual(sample?.events, [eventOf('raised')]);
});

test('nextAlert and previousAlert jump to raised and escalated alerts only', async () => {
	const kinds: ReadonlyMap<number, AlertEvent['kind']> = new Map([
		[5, 'raised'],
		[6, 'repeated'],
		[8, 'escalated'],
		[9, 'deescalated'],
		[10, 'cleared'],
		[25, 'raised'],
	]);
	const samples = samplesUpTo(30).map((sample, index) => {
		const kind = kinds.get(index);
		return {...sample, events: kind === undefined ? [] : [eventOf(kind)]};
	});
	await using player = await playing(samples);
	const expected = [0];
	for (const next of [5, 8, 25]) {
		player.playback.nextAlert();
		expected.push(next);
		await player.arrived(...expected);
	}

	// There is none behind it: the place stays, and nothing hangs.
	player.playback.nextAlert();
	player.playback.step(1);
	await player.arrived(...expected, 26);
	for (const before of [25, 8, 5]) {
		player.playback.previousAlert();
		expected.push(...(before === 25 ? [26, 25] : [before]));
		await player.arrived(...expected);
	}
});

test('damaged records are skipped and counted', async () => {
	const samples = samplesUpTo(4);
	const [a = '', b = '', c = '', d = ''] = lines(samples).split(/(?<=\n)/);
	await using player = await playing(samples, {text: `${a}junk\n${b.slice(0, 60)}\n${c}${d.slice(0, -20)}`});
	player.playback.step(5);
	await eventually('the end', () => player.playback.store.getState().isAtEnd);
	assert.deepEqual(player.positions, [0, 2]);
	assert.equal(player.playback.store.getState().damagedLines, 3);
});

test('a gap in the recording is skipped', async () => {
	const samples = [0, 0.01, 0.02, 36_000, 36_000.01].map((second, index) => sampleAt(second, {}, index + 1));
	await using player = await playing(samples, {staysAtEnd: false});
	player.playback.resume();
	await player.running;
	assert.equal(player.positions.length, 5);
});

test('the interval of samples is that of the recording', async () => {
	const samples = [0, 60, 120, 180].map((second, index) => sampleAt(second, {}, index + 1));
	await using player = await playing(samples);
	assert.equal(player.monitor.store.getState().sample?.snapshot.intervalMs, 60_000);
	assert.equal(player.monitor.store.getState().intervalMs, 60_000);
});

test('the monotonic time does not decrease when the clock was set back', async () => {
	const samples = [0, 0.01, 0.02, 0.005, 0.015].map((second, index) => sampleAt(second, {}, index + 1));
	await using player = await playing(samples);
	player.playback.step(4);
	await eventually('all of them', () => player.positions.length === 5);
	const times = [...player.monitor.store.getState().history].map(({snapshot}) => snapshot.monotonicMs);
	assert.deepEqual(
		times,
		[...times].sort((left, right) => left - right),
	);
});
