import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createEventTracker} from '../../../source/metrics/events/event-tracker.js';
import type {Disk} from '../../../source/metrics/model/disks.js';
import type {Group} from '../../../source/metrics/model/groups.js';
import type {Readings} from '../../../source/metrics/snapshot.js';
import {disk, ok, snapshotAt} from '../../helpers/samples.js';

const nowMs = Date.UTC(2026, 0, 4, 10, 0, 0);
const notRead = {reason: 'not permitted'};

/** The events of readings, a second apart, as far as they are known some seconds later. */
function eventsOf(...all: readonly Partial<Readings>[]) {
	const tracker = createEventTracker('run');
	for (const [second, readings] of all.entries()) {
		tracker.observe(snapshotAt(second, readings).readings, nowMs + second * 1000);
	}

	const {list, counts} = tracker.events(nowMs + 30_000, notRead);
	return {
		list: list.map(({kind, subject, groupPath, count, text}) => [kind, subject ?? groupPath, count, text]),
		counts,
	};
}

const paging = (oomKills: number | undefined): Partial<Readings> => ({
	paging: ok({
		swapInBytesPerSecond: 0,
		swapOutBytesPerSecond: 0,
		majorFaultsPerSecond: 0,
		directScansPerSecond: 0,
		refaultsPerSecond: 0,
		allocationStallsPerSecond: 0,
		oomKills,
	}),
});

const group = (path: string, values: Partial<Group>): Group => ({
	path,
	name: path.slice(path.lastIndexOf('/') + 1),
	kind: 'service',
	image: undefined,
	cpuPercent: undefined,
	cpuSeconds: undefined,
	cpuLimitCores: undefined,
	throttledPercent: undefined,
	memoryLimitHitsPerSecond: undefined,
	pidsLimitHitsPerSecond: undefined,
	memoryBytes: undefined,
	memoryLimitBytes: undefined,
	memoryPercent: undefined,
	memoryLimitHits: undefined,
	swapBytes: undefined,
	readBytesPerSecond: undefined,
	writeBytesPerSecond: undefined,
	pressure: undefined,
	pids: undefined,
	pidsLimit: undefined,
	pidsLimitHits: undefined,
	oomKills: undefined,
	restarts: undefined,
	state: undefined,
	...values,
});

const groups = (...list: readonly Group[]): Partial<Readings> => ({
	groups: ok({list, total: list.length, unreached: 0, failedUnits: undefined}),
});

test('the counter of the machine reports OOM kills without their victim', () => {
	const {list, counts} = eventsOf(paging(3), paging(5));
	assert.deepEqual(list, [['oom_kill', undefined, 2, 'OOM kill of 2 processes']]);
	assert.equal(counts.oom_kill, 2);
});

test('a counter that is unknown reports nothing, and its kind is unknown', () => {
	const {list, counts} = eventsOf(paging(undefined), paging(undefined));
	assert.deepEqual(list, []);
	assert.equal(counts.oom_kill, undefined);
});

test('a counter that becomes known, or decreases, is no event', () => {
	assert.deepEqual(eventsOf(paging(undefined), paging(7), paging(2)).list, []);
});

test('the counters of a group, of those around it and of the machine report one kill', () => {
	const at = (kills: number): Partial<Readings> => ({
		...paging(kills),
		...groups(
			group('/system.slice', {oomKills: kills}),
			group('/system.slice/a.service', {oomKills: kills}),
			group('/system.slice/b.service', {oomKills: 0}),
		),
	});
	assert.deepEqual(eventsOf(at(0), at(1)).list, [
		['oom_kill', '/system.slice/a.service', 1, 'OOM kill of 1 process in /system.slice/a.service'],
	]);
});

test('a group that reaches its limit of processes, and one that restarts', () => {
	const at = (count: number): Partial<Readings> =>
		groups(group('/a.service', {pidsLimitHits: count * 10}), group('/docker/ab12', {name: 'web', restarts: count}));
	assert.deepEqual(eventsOf(at(0), at(1)).list, [
		['container_restarted', 'web', 1, 'web was restarted'],
		['fork_rejected', '/a.service', 10, 'no more processes may start in /a.service: its limit is reached'],
	]);
});

test('units that fail, and those that failed in the last 30 minutes', () => {
	const units = (...names: readonly string[]): Partial<Readings> => ({
		groups: ok({
			list: [],
			total: 0,
			unreached: 0,
			failedUnits: names.map(name => ({
				name,
				sinceMs: name.startsWith('old') ? nowMs - 7_200_000 : nowMs - 60_000,
				restarts: undefined,
			})),
		}),
	});
	const {list, counts} = eventsOf(
		units('old.service', 'before.service'),
		units('before.service', 'new.service\u{1B}[2J'),
	);
	assert.deepEqual(list, [
		['unit_failed', 'before.service', 1, 'before.service failed'],
		['unit_failed', 'new.service·[2J', 1, 'new.service·[2J failed'],
	]);
	assert.equal(counts.unit_failed, 1);
});

test('failed requests of a disk', () => {
	const at = (ioErrors: number): Partial<Readings> => ({
		disk_io: ok({
			readBytesPerSecond: 0,
			writeBytesPerSecond: 0,
			readsPerSecond: 0,
			writesPerSecond: 0,
			busyPercent: 0,
			devices: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					isPhysical: true,
					isPartition: false,
					readBytesPerSecond: 0,
					writeBytesPerSecond: 0,
					readsPerSecond: 0,
					writesPerSecond: 0,
					readAwaitMs: undefined,
					writeAwaitMs: undefined,
					awaitMs: undefined,
					queueLength: 0,
					busyPercent: 0,
					ioErrors,
				},
			],
		}),
	});
	assert.deepEqual(eventsOf(at(1), at(4)).list, [['io_error', 'sda', 3, '3 failed requests on sda']]);
});

test('a mount that becomes read-only', () => {
	const at = (isUnexpectedlyReadOnly: boolean): Partial<Readings> => ({
		disks: ok([disk('/', 50), {...disk('/data', 50), isReadOnly: isUnexpectedlyReadOnly, isUnexpectedlyReadOnly}]),
	});
	assert.deepEqual(eventsOf(at(true), at(false), at(true), at(true)).list, [
		['remounted_read_only', '/data', 1, '/data (/dev/sda1) became read-only'],
	]);
});

test('a mount that was made read-only before it was measured', () => {
	const readOnly = {...disk('/data', 50), isReadOnly: true, isUnexpectedlyReadOnly: true};
	const at = (...mounts: readonly Disk[]): Partial<Readings> => ({disks: ok(mounts)});
	assert.deepEqual(eventsOf(at(disk('/', 50)), at(disk('/', 50), readOnly)).list, [
		['remounted_read_only', '/data', 1, '/data (/dev/sda1) became read-only'],
	]);
});

test('a connection tracking table that becomes full', () => {
	const at = (used: number): Partial<Readings> => ({
		kernel: ok({
			files: undefined,
			threads: undefined,
			conntrack: {used, maximum: 100, usedPercent: used},
		}),
	});
	assert.deepEqual(eventsOf(at(100), at(99), at(100), at(100)).list, [
		['conntrack_full', undefined, 1, 'the connection tracking table is full'],
	]);
});
