import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {openAlertMemory} from '../../source/alert-memory/alert-memory.js';
import {parseMemory} from '../../source/alert-memory/memory-text.js';
import type {AlertRule} from '../../source/alerts/rule.js';
import {monitorSource} from '../../source/monitor.js';
import {rulesOf} from '../alerts/timeline.js';
import {eventually} from '../helpers/eventually.js';
import {mountSmallDisk, readOnlyDirectory} from '../helpers/small-disk.js';
import {steppedSource} from '../helpers/stepped-source.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const rules = rulesOf('memory.percentage>80,90');
const learn = [50, 50] as const;

type Options = {readonly rules?: readonly AlertRule[]; readonly nowMs?: () => number; readonly root?: string};

/** One run of the monitor with its memory. */
async function startRun(directory: string, options: Options = {}) {
	const memory = await openAlertMemory({directory, rules, ...options});
	const source = steppedSource();
	const monitor = monitorSource({
		source,
		history: {samples: 10, seconds: 3600},
		rules: options.rules ?? rules,
		recalled: memory.recalled,
	});
	const keeper = monitor.follow(memory.keep(monitor.report));
	return {
		monitor,
		keeper,
		isRecalled: memory.recalled !== undefined,
		/** Lets the monitor see so much memory in use, and returns the events. */
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
		/** Writes what is known now. */
		settle: () => keeper.hold([], ''),
		end: () => keeper[Symbol.asyncDispose](),
	};
}

/** The files are then those of a process that was killed. */
function orphan(directory: string): void {
	for (const name of readdirSync(directory)) {
		renameSync(path.join(directory, name), path.join(directory, name.replace(/\.\d+-\d+\./, '.0-0.')));
	}
}

const kinds = (events: readonly {readonly kind: string}[]): readonly string[] => events.map(({kind}) => kind);

test('an alert that lasts is the same after a restart, and nobody is told twice', async () => {
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

test('an alert that ended meanwhile is cleared once, and not again after the next restart', async () => {
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

test('what somebody acknowledged or silenced stays so', async () => {
	using directory = temporaryDirectory();
	const soon = rulesOf('memory.percentage>80,90 cooldown 1s');
	const first = await startRun(directory.path, {rules: soon});
	const [raised] = await first.see(...learn, 85);
	first.monitor.acknowledge(raised?.id ?? '');
	first.monitor.silence('disk', Date.now() + 3_600_000);
	await first.settle();
	orphan(directory.path);

	const second = await startRun(directory.path, {rules: soon});
	assert.deepEqual(await second.see(...learn, 85, 85, 85, 85), []);
	assert.equal(second.alerts()[0]?.isAcknowledged, true);
	assert.deepEqual(
		second.monitor.store.getState().alerts.states.silences.map(({target}) => target),
		['disk'],
	);
	await second.end();
	await first.end();
});

test('the cooldown counts the time in between', async () => {
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

test('a clock that was set back meanwhile neither repeats nor forgets', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	const [raised] = await first.see(...learn, 85);
	await first.end();
	const second = await startRun(directory.path, {nowMs: () => Date.now() - 7_200_000});
	assert.deepEqual(await second.see(85, 85, 85), []);
	assert.equal(second.alerts()[0]?.id, raised?.id);
	await second.end();
});

test('the file is for its owner alone, is there as long as there is something to remember, and is whole at any time', async () => {
	using directory = temporaryDirectory();
	const spool = path.join(directory.path, 'spool');
	const run = await startRun(spool);
	await run.see(...learn, 50);
	await run.settle();
	assert.deepEqual(readdirSync(directory.path), []);

	await run.see(85);
	await run.settle();
	const [name = ''] = readdirSync(spool);
	assert.equal(statSync(path.join(spool, name)).mode & 0o777, 0o600);
	assert.ok(parseMemory(readFileSync(path.join(spool, name), 'utf8')));

	run.monitor.silence('*', 0);
	await run.see(50);
	// The latest raises are remembered for ten minutes, for flapping goes on after a restart.
	await run.settle();
	assert.equal(readdirSync(spool).length, 1);
	run.monitor.setRules([]);
	await run.see(50);
	await run.settle();
	assert.deepEqual(readdirSync(spool), []);
	await run.end();
});

test('two that run together each have a memory, and each finds one again', async () => {
	using directory = temporaryDirectory();
	const runs = [await startRun(directory.path), await startRun(directory.path)] as const;
	const raised = await Promise.all(runs.map(run => run.see(...learn, 85)));
	await Promise.all(runs.map(({settle}) => settle()));
	assert.equal(readdirSync(directory.path).length, 2);
	const early = await startRun(directory.path);
	assert.equal(early.isRecalled, false);
	await early.end();

	await Promise.all(runs.map(({end}) => end()));
	const next = [await startRun(directory.path), await startRun(directory.path)] as const;
	for (const run of next) {
		await run.see(85, 85, 85);
	}

	assert.deepEqual(next.map(run => run.alerts()[0]?.id).toSorted(), raised.map(([event]) => event?.id).toSorted());
	await Promise.all(next.map(({end}) => end()));
});

test('of two that start together after a crash, one goes on', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	await first.see(...learn, 85);
	await first.end();
	const next = await Promise.all(Array.from({length: 4}, () => startRun(directory.path)));
	assert.equal(next.filter(({isRecalled}) => isRecalled).length, 1);
	await Promise.all(next.map(({end}) => end()));
});

test('what a process that runs remembers is its own', async t => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	await first.see(...learn, 85);
	await first.end();
	const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'});
	t.after(() => child.kill('SIGKILL'));
	await once(child, 'spawn');
	const started = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1] : '';
	const mark = `${child.pid}-${started?.split(' ')[19] ?? 0}`;
	const [name = ''] = readdirSync(directory.path);
	renameSync(path.join(directory.path, name), path.join(directory.path, name.replace('.0-0.', `.${mark}.`)));

	const early = await startRun(directory.path);
	assert.equal(early.isRecalled, false);
	await early.end();
	child.kill('SIGKILL');
	await once(child, 'exit');
	const late = await startRun(directory.path);
	assert.equal(late.isRecalled, true);
	await late.end();
});

test('what was judged by other rules, or on another machine, is left alone', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	await first.see(...learn, 85);
	await first.end();
	for (const other of [{rules: rulesOf('memory.percentage>70,90')}, {root: '/host'}]) {
		const run = await startRun(directory.path, other);
		assert.equal(run.isRecalled, false);
		await run.end();
	}

	const same = await startRun(directory.path);
	assert.equal(same.isRecalled, true);
	await same.end();
});

test('what is older than a day is forgotten', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	await first.see(...learn, 85);
	await first.end();
	const [name = ''] = readdirSync(directory.path);
	const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
	utimesSync(path.join(directory.path, name), twoDaysAgo, twoDaysAgo);
	const second = await startRun(directory.path, {rules: rulesOf('memory.percentage>70,90')});
	assert.deepEqual(readdirSync(directory.path), [], 'whoever comes tidies up');
	await second.end();
	const third = await startRun(directory.path);
	assert.equal(third.isRecalled, false);
	await third.end();
});

const damages: readonly (readonly [title: string, damage: (text: string) => string])[] = [
	['is cut', text => text.slice(0, text.length / 2)],
	['is empty', () => ''],
	['holds something else', () => '{"version":1}'],
	['is of another version', text => text.replace('"version":1', '"version":2')],
	['holds a time that is yet to come', text => text.replace(/"nowMs":\d+/, '"nowMs":-1')],
	['holds a level that does not exist', text => text.replaceAll('WARNING', 'SEVERE')],
	['holds more than any memory', text => text.padEnd(17 * 2 ** 20)],
];

for (const [title, damage] of damages) {
	test(`a memory that ${title} is a problem, and alerts begin anew`, async () => {
		using directory = temporaryDirectory();
		const first = await startRun(directory.path);
		const [raised] = await first.see(...learn, 85);
		await first.end();
		const [name = ''] = readdirSync(directory.path);
		const file = path.join(directory.path, name);
		writeFileSync(file, damage(readFileSync(file, 'utf8')));

		const second = await startRun(directory.path);
		assert.deepEqual(second.problems(), [`what ${directory.path} kept of alerts is damaged; they begin anew`]);
		const [again] = await second.see(...learn, 85);
		assert.equal(again?.kind, 'raised');
		assert.notEqual(again?.id, raised?.id);
		await second.end();
		assert.deepEqual(second.problems(), []);
		assert.equal(readdirSync(directory.path).length, 1);
	});
}

test('where nothing can be written a problem says so, and judging goes on', async t => {
	using directory = readOnlyDirectory();
	if (directory === undefined) {
		t.skip('only root may mount a read-only disk');
		return;
	}

	const run = await startRun(directory.path);
	assert.deepEqual(kinds(await run.see(...learn, 85)), ['raised']);
	await run.settle();
	assert.match(run.problems()[0] ?? '', / cannot keep alerts that fire: (?:permission denied|read-only file system)$/);
	await run.end();
});

test('on a full disk the last that could be written stays whole', async t => {
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

	orphan(disk.path);
	const second = await startRun(disk.path);
	await second.see(95, 95);
	assert.equal(second.alerts()[0]?.id, raised?.id);
	writeFileSync(path.join(disk.path, readdirSync(disk.path).find(name => name.startsWith('ballast')) ?? ''), '');
	await second.end();
	await first.end();
});

test('an event is on disk together with the state that it brought, until it is kept elsewhere', async () => {
	using directory = temporaryDirectory();
	const first = await startRun(directory.path);
	first.monitor.store.subscribe(() => {
		const {sample} = first.monitor.store.getState();
		if (sample && sample.events.length > 0) {
			void first.keeper.hold(sample.events, 'web-01');
		}
	});
	const [raised] = await first.see(...learn, 85);
	await eventually('it is on disk', () => readdirSync(directory.path).some(name => name.endsWith('.alerts')));
	await first.settle();
	orphan(directory.path);

	const second = await startRun(directory.path);
	assert.deepEqual(
		second.keeper.held.map(({host, event}) => [host, event.kind, event.alert.id]),
		[['web-01', 'raised', raised?.id]],
	);
	second.keeper.release(
		second.keeper.held.map(({event}) => event),
		[{alertId: raised?.id ?? '', handlers: ['ops']}],
	);
	await second.end();

	const third = await startRun(directory.path);
	assert.deepEqual(third.keeper.held, []);
	assert.deepEqual(third.keeper.told, [{alertId: raised?.id, handlers: ['ops']}]);
	// Once the alert is over nobody has to be known any longer.
	await third.see(...learn, 50);
	await third.end();
	const fourth = await startRun(directory.path);
	assert.deepEqual(fourth.keeper.told, []);
	await fourth.end();
	await first.end();
});
