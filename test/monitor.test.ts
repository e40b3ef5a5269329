import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRules} from '../source/alerts/create-rules.js';
import type {AlertRule} from '../source/alerts/rule.js';
import type {Snapshot} from '../source/metrics/snapshot.js';
import {type Monitor, monitorSource} from '../source/monitor.js';
import type {Source, Turn} from '../source/sources/source.js';
import {rulesOf} from './alerts/timeline.js';
import {disk, memory, ok, snapshotAt, startMs} from './helpers/samples.js';

/** A monitor, and what makes it take its turns one at a time. */
function createStepped(rules: readonly AlertRule[], turnOf: (snapshot: Snapshot) => Turn = snapshot => ({snapshot})) {
	const waiting: Snapshot[] = [];
	const source: Source = {
		kind: 'local',
		async *turns() {
			for (let snapshot = waiting.shift(); snapshot; snapshot = waiting.shift()) {
				yield turnOf(snapshot);
			}
		},
		intervalMs: () => 500,
		health: () => [],
	};
	const monitor = monitorSource({source, history: {samples: 10, seconds: 3600}, rules});
	let seconds = 0;
	return {
		monitor,
		waiting,
		nextSecond() {
			seconds += 0.5;
			return seconds;
		},
	};
}

type Stepped = ReturnType<typeof createStepped>;

/** Lets the monitor see this much memory in use, `times` times, half a second apart. */
async function see({monitor, waiting, nextSecond}: Stepped, usedPercent: number, times = 1) {
	for (let count = 0; count < times; count++) {
		waiting.push(snapshotAt(nextSecond(), {memory: ok({...memory, usedPercent})}));
	}

	await monitor.run(new AbortController().signal);
	return latest(monitor);
}

function latest({store}: Monitor) {
	const {sample} = store.getState();
	return {
		alerts: (sample?.alerts ?? []).map(({message}) => message),
		events: (sample?.events ?? []).map(({kind, isSilenced}) => `${kind}${isSilenced ? ' silently' : ''}`),
	};
}

test('a sample carries the alerts that fire and the events of its turn', async () => {
	const stepped = createStepped(rulesOf('memory.percentage>80'));
	await see(stepped, 90, 2);
	const message = 'High memory usage: 90.0% (threshold: 80.0%)';
	assert.deepEqual(await see(stepped, 90), {alerts: [message], events: ['raised']});
	assert.deepEqual(await see(stepped, 90), {alerts: [message], events: []});
	assert.deepEqual(await see(stepped, 50), {alerts: [], events: ['cleared']});
	const {alerts} = stepped.monitor.store.getState();
	assert.deepEqual(
		alerts.events.map(({sequence, kind}) => [sequence, kind]),
		[
			[1, 'raised'],
			[2, 'cleared'],
		],
	);
});

test('rules can be changed while running: what is unchanged goes on', async () => {
	const stepped = createStepped(rulesOf('memory.percentage>80'));
	await see(stepped, 90, 3);
	const id = stepped.monitor.store.getState().sample?.alerts[0]?.id;
	stepped.monitor.setRules(rulesOf('memory.percentage>80', 'memory.percentage<95'));
	await see(stepped, 90, 3);
	const {sample} = stepped.monitor.store.getState();
	assert.deepEqual(
		sample?.alerts.map(({ruleId}) => ruleId),
		['memory.percentage above', 'memory.percentage below'],
	);
	assert.equal(sample?.alerts[0]?.id, id);
	stepped.monitor.setRules([]);
	assert.deepEqual(await see(stepped, 90), {alerts: [], events: ['cleared', 'cleared']});
});

test('an alert can be acknowledged, once, and by its id alone', async () => {
	const stepped = createStepped(rulesOf('memory.percentage>80 cooldown 1s'));
	await see(stepped, 90, 3);
	const id = stepped.monitor.store.getState().sample?.alerts[0]?.id ?? '';
	assert.equal(stepped.monitor.acknowledge('nobody'), false);
	assert.equal(stepped.monitor.acknowledge(id), true);
	assert.equal(stepped.monitor.acknowledge(id), false);
	await see(stepped, 90, 10);
	assert.deepEqual(
		stepped.monitor.store.getState().alerts.events.map(({kind}) => kind),
		['raised'],
	);
	assert.equal(stepped.monitor.store.getState().sample?.alerts[0]?.isAcknowledged, true);
});

test('a metric can be silenced, and the silence ended', async () => {
	const stepped = createStepped(rulesOf('memory.percentage>80'));
	stepped.monitor.silence('memory.percentage', startMs + 86_400_000);
	await see(stepped, 90, 2);
	assert.deepEqual((await see(stepped, 90)).events, ['raised silently']);
	stepped.monitor.silence('memory.percentage', 0);
	assert.deepEqual((await see(stepped, 90)).events, ['repeated']);
});

test('what another machine or a recording has judged is not judged again, but remembered', async () => {
	const first = createStepped(rulesOf('memory.percentage>80'));
	await see(first, 90, 3);
	const sample = first.monitor.store.getState().sample;
	assert.ok(sample);
	const {alerts, events} = sample;
	const second = createStepped(rulesOf('memory.percentage>1'), snapshot => ({snapshot, judgement: {alerts, events}}));
	await see(second, 50, 4);
	assert.equal(second.monitor.store.getState().sample?.alerts, alerts);
	assert.deepEqual(second.monitor.store.getState().alerts.events, [...events, ...events, ...events, ...events]);
});

test('two monitors never give two alerts the same id', async () => {
	const ids = [];
	for (const stepped of [
		createStepped(rulesOf('memory.percentage>80')),
		createStepped(rulesOf('memory.percentage>80')),
	]) {
		await see(stepped, 90, 3);
		ids.push(stepped.monitor.store.getState().sample?.alerts[0]?.id);
	}

	assert.notEqual(ids[0], undefined);
	assert.notEqual(ids[0], ids[1]);
});

test('the latest thousand events are kept', async () => {
	const stepped = createStepped(createRules([{metric: 'memory.percentage', warning: 80, cooldownMs: 500}]));
	await see(stepped, 90, 1100);
	const {events} = stepped.monitor.store.getState().alerts;
	assert.equal(events.length, 1000);
	assert.deepEqual([events[0]?.sequence, events.at(-1)?.sequence], [99, 1098]);
});

test('too many places for the rules are a problem on the screen, until they are not', async () => {
	const {monitor, waiting} = createStepped(rulesOf('disks.percentage>85'));
	const mounts = (count: number): Snapshot =>
		snapshotAt(0, {disks: ok(Array.from({length: count}, (_, index) => disk(`/mnt/${index}`, 10)))});
	waiting.push(mounts(4200));
	await monitor.run(new AbortController().signal);
	assert.deepEqual(
		monitor.store.getState().problems.map(({area, message}) => [area, message]),
		[['alert rules', '104 values are not judged: there are too many for the rules']],
	);
	waiting.push(mounts(4000));
	await monitor.run(new AbortController().signal);
	assert.deepEqual(monitor.store.getState().problems, []);
});
