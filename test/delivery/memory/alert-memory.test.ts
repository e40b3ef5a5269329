import assert from 'node:assert/strict';
import {existsSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import type {AlertRule} from '../../../source/alerts/rules/rule.js';
import {monitorSource} from '../../../source/core/monitor.js';
import {openAlertMemory} from '../../../source/delivery/memory/alert-memory.js';
import {parseMemory} from '../../../source/delivery/memory/memory-text.js';
import {rulesOf} from '../../alerts/timeline.js';
import {eventually} from '../../helpers/eventually.js';
import {mountSmallDisk, readOnlyDirectory} from '../../helpers/small-disk.js';
import {copyAsKilled, openTestSpool} from '../../helpers/spool.js';
import {steppedSource} from '../../helpers/stepped-source.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const rules = rulesOf('memory.percentage>80,90');
const learn = [50, 50] as const;
const fileName = 'alerts.json';

type Options = {readonly rules?: readonly AlertRule[]; readonly nowMs?: () => number};

/** A run of the monitor with its alert memory. */
async function startRun(directory: string, options: Options = {}) {
	const spool = await openTestSpool(directory);
	const memory = await openAlertMemory({spool, saveTimeoutMs: 30_000, ...options});
	const source = steppedSource();
	const monitor = monitorSource({
		source,
		history: {samples: 10, seconds: 3600},
		rules: options.rules ?? rules,
		restored: memory.restored,
	});
	const running = monitor.follow(memory.persist(monitor.report));
	return {
		monitor,
		spool,
		firing: memory.firing,
		/** Runs a tick with this memory usage and returns the events. */
		async see(...usedPercents: readonly (number | undefined)[]) {
			const before = monitor.store.getState().alerts.events.length;
			source.push(...usedPercents);
			await monitor.run(new AbortController().signal);
			return monitor.store
				.getState()
				.alerts.events.slice(before)
				.map(({kind, alert}) => ({kind, id: alert.id}));
		},
		alerts: () => monitor.store.getState().sample?.alerts ?? [],
		problems: () => monitor.store.getState().problems.map(({message}) => message),
		/** Writes the current state. */
		settle: () => running.save(),
		async end() {
			await running[Symbol.asyncDispose]();
			await spool[Symbol.asyncDispose]();
		},
	};
}

const kinds = (events: readonly {readonly kind: string}[]): readonly string[] => events.map(({kind}) => kind);

test('a firing alert continues after a restart without a second notification', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85, 85);
	await first.end();

	const second = await startRun(directory.path);
	assert.deepEqual(await second.see(undefined, undefined), []);
	assert.deepEqual(
		second.alerts().map(({id, isNoData, value}) => ({id, isNoData, value})),
		[{id: raised?.id, isNoData: true, value: 85}],
	);
	assert.deepEqual(await second.see(85, 85, 85, 85), []);
	assert.deepEqual(
		second.alerts().map(({id, isNoData}) => ({id, isNoData})),
		[{id: raised?.id, isNoData: false}],
	);
	assert.deepEqual(await second.see(95), [{kind: 'escalated', id: raised?.id}]);
	await second.end();
});

test('an alert that was raised before the memory follows the monitor is persisted at once', async () => {
	using directory = temporaryDirectory();
	await using spool = await openTestSpool(directory.path);
	const memory = await openAlertMemory({spool});
	const source = steppedSource();
	const monitor = monitorSource({source, history: {samples: 10, seconds: 3600}, rules});
	source.push(...learn, 85);
	await monitor.run(new AbortController().signal);
	await using _ = monitor.follow(memory.persist(monitor.report));
	const file = path.join(spool.directory, fileName);
	await eventually('the alert is in the file', () => existsSync(file));
	assert.equal(parseMemory(readFileSync(file, 'utf8'))?.states.series.length, 1);
});

test('an alert that ended during a restart is cleared once', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85);
	await first.end();

	const second = await startRun(directory.path);
	assert.deepEqual(await second.see(...learn, 50, 50), [{kind: 'cleared', id: raised?.id}]);
	await second.end();

	const third = await startRun(directory.path);
	assert.deepEqual(await third.see(...learn, 50, 50), []);
	await third.end();
});

test('a pending alert that recovered is not continued after a kill', async () => {
	using directory = temporaryDirectory();
	const slow = rulesOf('memory.percentage>80 for 3s');
	const first = await startRun(directory.path, {rules: slow});
	await first.see(...learn, 85, 85, 85, 85);
	await first.settle();
	await first.see(50);
	await eventually('nothing is pending', () => !existsSync(path.join(directory.path, fileName)));
	using copy = copyAsKilled(directory.path);
	const second = await startRun(copy.path, {rules: slow});
	assert.deepEqual(await second.see(85, 85, 85, 85, 85, 85), []);
	await first.end();
	await second.end();
});

test('acknowledgements and silences survive a restart', async () => {
	using directory = temporaryDirectory();
	const soon = rulesOf('memory.percentage>80,90 cooldown 1s');
	const first = await startRun(directory.path, {rules: soon});
	const [raised] = await first.see(...learn, 85);
	first.monitor.acknowledge(raised?.id ?? '');
	first.monitor.silence('disk', Date.now() + 3_600_000);
	await first.settle();
	using copy = copyAsKilled(directory.path);
	const second = await startRun(copy.path, {rules: soon});
	assert.deepEqual(await second.see(...learn, 85, 85, 85, 85), []);
	assert.equal(second.alerts()[0]?.isAcknowledged, true);
	assert.deepEqual(
		second.monitor.store.getState().alerts.states.silences.map(({target}) => target),
		['disk'],
	);
	await second.end();
	await first.end();
});

test('the cooldown includes the time of a restart', async () => {
	using directory = temporaryDirectory();
	const nowMs = Date.now();
	const first = await startRun(directory.path);
	await first.see(...learn, 85);
	await first.end();

	const shortly = await startRun(directory.path, {nowMs: () => nowMs + 60_000});
	assert.deepEqual(await shortly.see(85, 85, 85), []);
	await shortly.end();
	const later = await startRun(directory.path, {nowMs: () => nowMs + 400_000});
	assert.deepEqual(kinds(await later.see(85, 85, 85)), ['repeated']);
	await later.end();
});

test('a clock set back during a restart neither repeats nor loses alerts', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85);
	await first.end();
	const second = await startRun(directory.path, {nowMs: () => Date.now() - 7_200_000});
	assert.deepEqual(await second.see(85, 85, 85), []);
	assert.equal(second.alerts()[0]?.id, raised?.id);
	await second.end();
});

test('the file is readable only for its owner, exists only when needed, and is always complete', async () => {
	using directory = temporaryDirectory();
	const run = await startRun(directory.path);
	await run.see(...learn, 50);
	await run.settle();
	assert.deepEqual(directory.names(), []);

	await run.see(85);
	await run.settle();
	assert.deepEqual(directory.names(), [fileName]);
	assert.equal(statSync(directory.file(fileName)).mode & 0o777, 0o600);
	assert.ok(parseMemory(readFileSync(directory.file(fileName), 'utf8')));

	run.monitor.silence('*', 0);
	await run.see(50);
	// Recent alerts are kept for ten minutes, because flap detection continues after a restart.
	await run.settle();
	assert.deepEqual(directory.names(), [fileName]);
	run.monitor.setRules([]);
	await run.see(50);
	await run.settle();
	assert.deepEqual(directory.names(), []);
	await run.end();
});

test('an alert continues after a restart of any length', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85);
	await first.end();
	const later = await startRun(directory.path, {nowMs: () => Date.now() + 400 * 86_400_000});
	assert.deepEqual(later.firing, new Set([raised?.id]));
	assert.deepEqual(await later.see(85, 85, 85), [{kind: 'repeated', id: raised?.id}]);
	assert.deepEqual(await later.see(50), [{kind: 'cleared', id: raised?.id}]);
	await later.end();
});

const changes: readonly (readonly [title: string, before: string[], after: string[]])[] = [
	['another rule is added before it', ['memory.percentage>80'], ['load.load1>1000', 'memory.percentage>80']],
	[
		'another rule for the same number is added before it',
		['memory.percentage>80'],
		['memory.percentage>99', 'memory.percentage>80'],
	],
	[
		'another rule for the same number is removed',
		['memory.percentage>99', 'memory.percentage>80'],
		['memory.percentage>80'],
	],
	['its threshold is changed', ['memory.percentage>80'], ['memory.percentage>75']],
	['it gets a longer cooldown', ['memory.percentage>80'], ['memory.percentage>80 cooldown 1h']],
];

for (const [title, before, after] of changes) {
	test(`an alert continues when ${title}, with or without a restart`, async () => {
		using directory = temporaryDirectory();
		const first = await startRun(directory.path, {rules: rulesOf(...before)});
		const [raised] = await first.see(...learn, 85);
		await first.settle();
		using copy = copyAsKilled(directory.path);
		const second = await startRun(copy.path, {rules: rulesOf(...after)});
		first.monitor.setRules(rulesOf(...after));
		for (const run of [first, second]) {
			assert.deepEqual(await run.see(85, 85, 85), []);
			assert.deepEqual(await run.see(50), [{kind: 'cleared', id: raised?.id}]);
			await run.end();
		}
	});
}

test('the alerts of a removed rule or a rule with another metric are cleared once', async () => {
	for (const after of [[], ['load.load1>1000']]) {
		using directory = temporaryDirectory();
		const first = await startRun(directory.path);
		const [raised] = await first.see(...learn, 85);
		await first.end();
		const second = await startRun(directory.path, {rules: rulesOf(...after)});
		assert.deepEqual(await second.see(85), [{kind: 'cleared', id: raised?.id}]);
		assert.equal(
			second.monitor.store.getState().sample?.events[0]?.alert.message,
			'Memory usage is no longer monitored (last value: 85.0%)',
		);
		await second.end();
		const third = await startRun(directory.path, {rules: rulesOf(...after)});
		assert.deepEqual(await third.see(85, 85, 85), []);
		await third.end();
	}
});

test('a process that takes over continues the alerts with their ids', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85);
	await first.settle();

	// It monitored the same machine and raised the same alert with its own id.
	const source = steppedSource();
	const standby = monitorSource({source, history: {samples: 10, seconds: 3600}, rules});
	const see = async (...usedPercents: readonly number[]) => {
		source.push(...usedPercents);
		await standby.run(new AbortController().signal);
	};
	await see(...learn, 85, 85);
	using copy = copyAsKilled(directory.path);
	const spool = await openTestSpool(copy.path);
	const {restored} = await openAlertMemory({spool});
	assert.ok(restored);
	standby.restoreAlerts(restored);
	await see(85, 85, 85);
	const {alerts, events} = standby.store.getState().sample ?? {};
	assert.deepEqual(events, []);
	assert.equal(alerts?.length, 1);
	assert.equal(alerts?.[0]?.id, raised?.id);
	assert.ok((alerts?.[0]?.durationMs ?? Number.NaN) < 60_000);
	await spool[Symbol.asyncDispose]();
	await first.end();
});

const damages: readonly (readonly [title: string, damage: (text: string) => string])[] = [
	['is cut', text => text.slice(0, text.length / 2)],
	['is empty', () => ''],
	['holds something else', () => '{"version":1}'],
	['is of another version', text => text.replace('"version":2', '"version":3')],
	['holds a time that is yet to come', text => text.replace(/"nowMs":\d+/, '"nowMs":-1')],
	['holds a level that does not exist', text => text.replaceAll('WARNING', 'SEVERE')],
	['holds more than any memory', text => text.padEnd(65 * 2 ** 20)],
];

for (const [title, damage] of damages) {
	test(`a file that ${title} is a problem, and alerts start empty`, async () => {
		using directory = temporaryDirectory();
		const first = await startRun(directory.path);
		const [raised] = await first.see(...learn, 85);
		await first.end();
		const file = directory.file(fileName);
		writeFileSync(file, damage(readFileSync(file, 'utf8')));

		const second = await startRun(directory.path);
		assert.deepEqual(second.problems(), [
			`cannot read ${file}: the file is damaged or has an unsupported version; alerts that were firing are reported again`,
		]);
		assert.equal(second.firing, undefined);
		const [again] = await second.see(...learn, 85);
		assert.equal(again?.kind, 'raised');
		assert.notEqual(again?.id, raised?.id);
		await second.end();
		assert.deepEqual(second.problems(), []);
		assert.deepEqual(directory.names(), [fileName]);
	});
}

test('a write error is a problem, and evaluation continues', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	const run = await startRun(directory.path);
	assert.deepEqual(kinds(await run.see(...learn, 85)), ['raised']);
	await run.settle();
	assert.match(
		run.problems()[0] ?? '',
		/^cannot save firing alerts in .+: (?:permission denied|read-only file system)$/,
	);
	await run.end();
});

test('on a full disk the last written file stays complete', async t => {
	using disk = mountSmallDisk(64 * 1024);
	if (disk === undefined) {
		t.skip('only root may mount a small disk');
		return;
	}

	const first = await startRun(disk.path);
	const [raised] = await first.see(...learn, 85);
	await first.settle();
	const ballast = path.join(disk.path, 'ballast');
	assert.throws(() => {
		for (;;) {
			writeFileSync(ballast, Buffer.alloc(4096), {flag: 'a'});
		}
	}, /ENOSPC/);
	await first.see(95);
	await first.settle();
	assert.match(first.problems()[0] ?? '', /no space left on device$/);

	using elsewhere = temporaryDirectory();
	writeFileSync(elsewhere.file(fileName), readFileSync(path.join(disk.path, fileName)));
	const second = await startRun(elsewhere.path);
	await second.see(95, 95);
	assert.equal(second.alerts()[0]?.id, raised?.id);
	await second.end();
	writeFileSync(ballast, '');
	await first.end();
	assert.deepEqual(first.problems(), []);
});

test('a file deleted with its directory is written again', async () => {
	using directory = temporaryDirectory();
	const place = directory.file('spool');
	const run = await startRun(place);
	await run.see(...learn, 85);
	await run.settle();
	rmSync(place, {recursive: true});
	await eventually('it is there again', () => existsSync(path.join(place, fileName)));
	await run.end();
});
