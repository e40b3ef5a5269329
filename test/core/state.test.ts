import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, type MonitorState, receiveSample, rememberPast, restartHistory} from '../../source/core/state.js';
import {known} from '../../source/metrics/reading.js';
import {groupOf} from '../helpers/groups.js';
import {deviceCounters, deviceIo, ok, quietSockets, sampleAt} from '../helpers/samples.js';

const limits = {samples: 5, seconds: 60};

function after(...seconds: readonly number[]): MonitorState {
	return seconds.reduce((state, second) => receiveSample(state, sampleAt(second)), initialState(500, limits));
}

function secondsIn({history}: MonitorState): readonly number[] {
	return [...history].map(({snapshot}) => (snapshot.monotonicMs - sampleAt(0).snapshot.monotonicMs) / 1000);
}

test('samples of an earlier run are inserted before the history, within its limits', () => {
	assert.deepEqual(
		secondsIn(
			rememberPast(
				after(10, 11),
				[8, 9, 10, 12].map(second => sampleAt(second)),
			),
		),
		[8, 9, 10, 11],
	);
	assert.deepEqual(
		secondsIn(
			rememberPast(
				after(10, 11),
				[1, 2, 3, 4, 5].map(second => sampleAt(second)),
			),
		),
		[3, 4, 5, 10, 11],
	);
	assert.deepEqual(secondsIn(rememberPast(after(100), [sampleAt(1)])), [100]);
});

test('samples of an earlier run are the history before the first sample', () => {
	assert.deepEqual(secondsIn(rememberPast(after(), [sampleAt(1), sampleAt(2)])), [1, 2]);
});

test('an earlier run without further samples changes nothing', () => {
	const state = after(10);
	assert.equal(rememberPast(state, []), state);
	assert.equal(rememberPast(state, [sampleAt(11)]), state);
});

test('missed samples fill their gap and replace nothing', () => {
	const missed = [9.75, 10.25, 11, 12, 13, 13.25, 14].map(second => sampleAt(second));
	assert.deepEqual(
		secondsIn(rememberPast(after(10, 10.5, 13, 13.5), missed)),
		[10.5, 11, 12, 13, 13.5],
		'the oldest sample is removed at the limit',
	);
	assert.deepEqual(secondsIn(rememberPast(after(10, 10.5, 11), [sampleAt(10.25)])), [10, 10.5, 11]);
});

test('a jump back in time replaces the history', () => {
	const state = restartHistory(after(10, 11, 12), [sampleAt(3), sampleAt(4)]);
	assert.deepEqual(secondsIn(receiveSample(state, sampleAt(5))), [3, 4, 5]);
});

test('the history keeps counts of processes without their lists', () => {
	const processes = ok({
		total: 1,
		running: 1,
		sleeping: 0,
		stopped: 0,
		zombie: 0,
		threads: 1,
		unreadable: 0,
		blocked: undefined,
		ended: undefined,
		list: [],
	});
	const sample = sampleAt(1, {processes});
	for (const state of [
		receiveSample(after(), sample),
		rememberPast(after(), [sample]),
		restartHistory(after(), [sample]),
	]) {
		const kept = known(state.history.at(0)?.snapshot.readings.processes);
		assert.equal(kept?.total, 1);
		assert.equal(kept?.list, undefined);
	}
});

test('the history keeps rates and counts without counters and lists', () => {
	const rates = {...(known(sampleAt(0).snapshot.readings.disk_io) ?? assert.fail()), devices: [deviceIo('sda', '8:0')]};
	const counters = [deviceCounters('sda', '8:0')];
	const sample = sampleAt(0, {disk_io: ok({...rates, counters})});
	const state = receiveSample(initialState(500, {samples: 10, seconds: 60}), sample);
	assert.equal(state.sample, sample);
	assert.deepEqual(state.history.at(-1)?.snapshot.readings.disk_io, ok(rates));
	assert.equal(state.history.at(-1)?.snapshot.readings.memory, sample.snapshot.readings.memory);
});

test('the history keeps the worst control groups only, and the latest sample all of them', () => {
	const list = Array.from({length: 60}, (_, index) => groupOf(`job-${index}.service`, {cpuPercent: index}));
	const groups = ok({list, total: 60, unreached: 0, failedUnits: undefined});
	const state = receiveSample(initialState(500, limits), sampleAt(0, {groups}));
	assert.equal(known(state.sample?.snapshot.readings.groups)?.list.length, 60);
	const kept = known(state.history.at(-1)?.snapshot.readings.groups);
	assert.equal(kept?.list.length, 50);
	assert.equal(kept.total, 60);

	const few = ok({list: list.slice(0, 3), total: 3, unreached: 0, failedUnits: undefined});
	const next = receiveSample(state, sampleAt(1, {groups: few}));
	assert.equal(next.history.at(-1)?.snapshot.readings.groups, few);
});

test('the history keeps the rates of sockets without their counters', () => {
	const counters = {
		activeOpens: 1,
		passiveOpens: 1,
		segmentsReceived: 1,
		segmentsSent: 1,
		retransmits: 1,
		resets: 1,
		resetsSent: 1,
		listenOverflows: 1,
		listenDrops: 1,
		synDrops: 1,
		synCookiesSent: 1,
		udpReceiveBufferErrors: 1,
		softnetDrops: 1,
		softnetSqueezes: 1,
	};
	const sample = sampleAt(0, {sockets: ok({...quietSockets, counters})});
	const state = receiveSample(initialState(500, {samples: 10, seconds: 60}), sample);
	assert.equal(known(state.sample?.snapshot.readings.sockets)?.counters, counters);
	assert.deepEqual(state.history.at(-1)?.snapshot.readings.sockets, ok(quietSockets));
});
