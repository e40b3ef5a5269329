import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import type {AlertRule} from '../../source/alerts/rules/rule.js';
import {type Monitor, monitorSource} from '../../source/core/monitor.js';
import type {Source, SourceUpdate} from '../../source/core/source.js';
import type {Process, Processes, Snapshot} from '../../source/metrics/snapshot.js';
import {rulesOf} from '../alerts/timeline.js';
import {processOf} from '../helpers/processes.js';
import {disk, memory, ok, snapshotAt, startMs} from '../helpers/samples.js';
import {steppedSource} from '../helpers/stepped-source.js';

/** A monitor whose ticks are run one at a time. */
function createStepped(
	rules: readonly AlertRule[],
	turnOf: (snapshot: Snapshot) => SourceUpdate = snapshot => ({snapshot}),
) {
	const waiting: Snapshot[] = [];
	const source: Source = {
		kind: 'local',
		async *updates() {
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

/** Runs ticks with this memory usage, `times` times, half a second apart. */
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

test('a sample has the firing alerts and the events of its tick', async () => {
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

test('rules can be changed while running: unchanged ones continue', async () => {
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

test('an alert can be acknowledged once, by its id', async () => {
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

test('a metric can be silenced and unsilenced', async () => {
	const stepped = createStepped(rulesOf('memory.percentage>80'));
	stepped.monitor.silence('memory.percentage', startMs + 86_400_000);
	await see(stepped, 90, 2);
	assert.deepEqual((await see(stepped, 90)).events, ['raised silently']);
	stepped.monitor.silence('memory.percentage', 0);
	assert.deepEqual((await see(stepped, 90)).events, ['repeated']);
});

test('alerts of another machine or a recording are kept and not evaluated again', async () => {
	const first = createStepped(rulesOf('memory.percentage>80'));
	await see(first, 90, 3);
	const sample = first.monitor.store.getState().sample;
	assert.ok(sample);
	const {alerts, events} = sample;
	const second = createStepped(rulesOf('memory.percentage>1'), snapshot => ({snapshot, evaluation: {alerts, events}}));
	await see(second, 50, 4);
	assert.equal(second.monitor.store.getState().sample?.alerts, alerts);
	assert.deepEqual(second.monitor.store.getState().alerts.events, [...events, ...events, ...events, ...events]);
});

test('alerts of two monitors have different ids', async () => {
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

test('the number of kept events is the maximum number of series', async () => {
	const stepped = createStepped(createRules([{metric: 'memory.percentage', warning: 80, cooldownMs: 500}]));
	await see(stepped, 90, 4200);
	const {events} = stepped.monitor.store.getState().alerts;
	assert.equal(events.length, 4096);
	assert.deepEqual([events[0]?.sequence, events.at(-1)?.sequence], [103, 4198]);
});

test('too many series are a problem while they exist', async () => {
	const {monitor, waiting} = createStepped(rulesOf('disks.percentage>85'));
	const mounts = (count: number): Snapshot =>
		snapshotAt(0, {disks: ok(Array.from({length: count}, (_, index) => disk(`/mnt/${index}`, 10)))});
	waiting.push(mounts(4200));
	await monitor.run(new AbortController().signal);
	assert.deepEqual(
		monitor.store.getState().problems.map(({area, message}) => [area, message]),
		[['alert rules', '104 series are not evaluated: the rules match more than 4096']],
	);
	waiting.push(mounts(4000));
	await monitor.run(new AbortController().signal);
	assert.deepEqual(monitor.store.getState().problems, []);
});

/** A machine on which processes are only counted unless requested. */
function createBlind(
	list: readonly Process[] | undefined,
	meanwhile = (): void => {},
	rules: readonly string[] = ['memory.percentage>80,90', 'disks.percentage>10'],
) {
	const source = steppedSource();
	let calls = 0;
	const blind: Source = {
		...source,
		async *updates(signal) {
			for await (const {snapshot} of source.updates(signal)) {
				const processes = ok({total: 3, list: undefined} as Processes);
				yield {snapshot: {...snapshot, readings: {...snapshot.readings, processes}}};
			}
		},
		async sampleProcesses() {
			calls += 1;
			meanwhile();
			return list;
		},
	};
	const monitor = monitorSource({
		source: blind,
		history: {samples: 10, seconds: 60},
		rules: rulesOf(...rules),
	});
	return {
		monitor,
		calls: () => calls,
		async see(...usedPercents: readonly number[]) {
			source.push(...usedPercents);
			await monitor.run(new AbortController().signal);
			return monitor.store.getState().sample?.alerts.find(({component}) => component === 'memory');
		},
	};
}

test('processes are listed only when an alert is raised or escalated', async () => {
	const blind = createBlind([processOf(1), processOf(2, {name: 'hungry', residentSetBytes: 2 ** 30})]);
	assert.equal(await blind.see(50, 50, 50, 50), undefined);
	assert.equal(blind.calls(), 0, 'not in the calm, and not for a disk');
	const raised = await blind.see(85);
	assert.deepEqual(
		raised?.topProcesses.map(({name}) => name),
		['hungry', 'process-1'],
	);
	assert.deepEqual((await blind.see(85, 85, 85))?.topProcesses, raised?.topProcesses);
	assert.equal(blind.calls(), 1);
	assert.equal((await blind.see(95))?.level, 'CRITICAL');
	assert.equal(blind.calls(), 2);
});

test('an alert of disk I/O lists the processes that read and write', async () => {
	const list = [processOf(1), processOf(2, {name: 'writer', writeBytesPerSecond: 2e6})];
	const blind = createBlind(list, undefined, ['disk_io.busy_percent>10']);
	await blind.see(50, 50, 50, 50);
	assert.equal(blind.calls(), 1);
	assert.deepEqual(
		blind.monitor.store.getState().sample?.alerts.flatMap(({topProcesses}) => topProcesses.map(({name}) => name)),
		['writer'],
	);
});

test('an alert has no processes when they cannot be listed', async () => {
	const blind = createBlind(undefined);
	const raised = await blind.see(50, 50, 85);
	assert.deepEqual([raised?.level, raised?.topProcesses], ['WARNING', []]);
});

test('changes made while the processes are listed are not lost', async () => {
	const blind: ReturnType<typeof createBlind> = createBlind([processOf(1)], () => {
		blind.monitor.silence('*', Number.MAX_SAFE_INTEGER);
	});
	const raised = await blind.see(50, 50, 85);
	assert.equal(raised?.isSilenced, true);
	assert.deepEqual(blind.monitor.store.getState().sample?.events.at(-1)?.isSilenced, true);
});
