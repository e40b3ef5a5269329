import assert from 'node:assert/strict';
import {closeSync, constants, openSync} from 'node:fs';
import {test} from 'node:test';
import {createEventTracker} from '../../../source/metrics/events/event-tracker.js';
import {eventsCollector} from '../../../source/metrics/linux/events.js';
import {type KernelLog, kernelLog} from '../../../source/metrics/linux/kernel-log.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

/** A log of records that are there, and of those that come. */
function logOf(records: string[]): KernelLog {
	let isCaughtUp = false;
	return {
		state: 'read',
		get isCaughtUp() {
			return isCaughtUp;
		},
		next() {
			const record = records.shift();
			isCaughtUp ||= record === undefined;
			return record;
		},
		[Symbol.dispose]() {},
	};
}

const crash = (name: string, sequence: number, ms: number): string =>
	`6,${sequence},${ms * 1000},-;${name}[1]: segfault at 0 ip 0 sp 0 error 4\n`;

test('records that are there and records that come are events; an unchanged value is the same object', async () => {
	using machine = fixtureMachine();
	const records = [crash('old', 1, 1000)];
	const tracker = createEventTracker('run');
	using collector = eventsCollector(machine, {cadenceMs: 500, tracker, log: logOf(records), kernelMs: () => 61_000});
	const first = await collect(collector);
	assert.deepEqual(
		first?.list.map(({subject, atMs}) => [subject, machine.nowMs() - atMs]),
		[['old', 60_000]],
	);
	assert.equal(first?.counts.segfault, 0);
	assert.equal(await collect(collector), first);

	records.push(crash('new', 2, 61_000));
	const second = await collect(collector);
	assert.deepEqual(
		second?.list.map(({subject}) => subject),
		['old', 'new'],
	);
	assert.equal(second?.counts.segfault, 1);
});

test('a flood is read in parts: the rest waits for the next measurement', async () => {
	using machine = fixtureMachine();
	const records = Array.from({length: 2500}, (_, index) => crash('x', index, 1000));
	const tracker = createEventTracker('run');
	using collector = eventsCollector(machine, {cadenceMs: 500, tracker, log: logOf(records), kernelMs: () => 61_000});
	const counts: (number | undefined)[] = [];
	for (let round = 0; round < 4; round++) {
		counts.push((await collect(collector))?.list[0]?.count);
	}

	assert.deepEqual(counts, [1000, 2000, 2500, 2500]);
});

test('another pace continues the list, and reads no record twice', async () => {
	using machine = fixtureMachine();
	const tracker = createEventTracker('run');
	const records = (): string[] => [crash('x', 1, 1000), crash('y', 2, 1000)];
	for (const cadenceMs of [500, 1000]) {
		using collector = eventsCollector(machine, {cadenceMs, tracker, log: logOf(records()), kernelMs: () => 61_000});
		const events = await collect(collector);
		assert.deepEqual(
			events?.list.map(({subject, count}) => [subject, count]),
			[
				['x', 1],
				['y', 1],
			],
		);
	}
});

test('a machine without a kernel log says so', async () => {
	using machine = fixtureMachine();
	using collector = eventsCollector(machine, {cadenceMs: 500, tracker: createEventTracker('run')});
	const events = await collect(collector);
	assert.deepEqual(events?.kernelLog, {reason: `no ${machine.root}/dev/kmsg`});
	assert.equal(events?.counts.segfault, undefined);
});

/** A log whose reads give these records and errors, one after the other, and then EAGAIN. */
function logWith(machine: FixtureMachine, steps: string[]): KernelLog {
	machine.write('dev/kmsg', '');
	return kernelLog(`${machine.root}/dev/kmsg`, machine.monotonicMs, (_, buffer) => {
		const step = steps.shift() ?? 'EAGAIN';
		if (/^E[A-Z]+$/.test(step)) {
			throw Object.assign(new Error(step), {code: step});
		}

		return buffer.write(step);
	});
}

test('records that were overwritten are skipped', () => {
	using machine = fixtureMachine();
	using log = logWith(machine, ['6,1,1,-;a', 'EPIPE', 'EPIPE', '6,90,1,-;b', 'EAGAIN', '6,91,1,-;c']);
	assert.deepEqual([log.next(), log.next(), log.isCaughtUp], ['6,1,1,-;a', '6,90,1,-;b', false]);
	assert.deepEqual([log.next(), log.isCaughtUp], [undefined, true]);
	assert.deepEqual([log.next(), log.next(), log.state], ['6,91,1,-;c', undefined, 'read']);
});

test('a log that overwrites faster than it can be read gives nothing, and does not block', () => {
	using machine = fixtureMachine();
	using log = logWith(
		machine,
		Array.from({length: 1000}, () => 'EPIPE'),
	);
	assert.equal(log.next(), undefined);
	assert.equal(log.state, 'read');
});

test('a log that may not be read says what it needs, and is opened again after a minute', () => {
	using machine = fixtureMachine();
	using log = logWith(machine, ['EPERM', '6,1,1,-;a']);
	assert.equal(log.next(), undefined);
	assert.deepEqual(log.state, {
		reason: `${machine.root}/dev/kmsg: not permitted; it needs root, CAP_SYSLOG or the setting kernel.dmesg_restrict=0`,
	});
	machine.advance(59_000);
	assert.equal(log.next(), undefined);
	machine.advance(2000);
	assert.equal(log.next(), '6,1,1,-;a');
	assert.equal(log.state, 'read');
});

function mayRead(path: string): boolean {
	try {
		closeSync(openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
		return true;
	} catch {
		return false;
	}
}

test('the kernel log of this machine', {skip: !mayRead('/dev/kmsg') && 'needs permission to read /dev/kmsg'}, () => {
	using log = kernelLog('/dev/kmsg', () => 0);
	const sequences: number[] = [];
	for (let record = log.next(); record !== undefined && sequences.length < 10_000; record = log.next()) {
		const [, sequence] = /^\d+,(\d+),\d+,[^;]*;/.exec(record) ?? [];
		sequences.push(Number(sequence));
	}

	assert.equal(log.state, 'read');
	assert.ok(sequences.length > 0);
	assert.deepEqual(
		sequences,
		[...new Set(sequences)].sort((a, b) => a - b),
	);
});
