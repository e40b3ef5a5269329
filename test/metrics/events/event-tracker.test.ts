import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createEventTracker} from '../../../source/metrics/events/event-tracker.js';
import {disk, network, ok, snapshotAt, system} from '../../helpers/samples.js';

const kill = (name: string, group = '/a'): readonly string[] => [
	`oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${group},task_memcg=${group},task=${name},pid=7,uid=0`,
	`Memory cgroup out of memory: Killed process 7 (${name}) total-vm:9kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0`,
];

let sequence = 0;
const record = (message: string, seconds: number): string =>
	`3,${++sequence},${seconds * 1e6},-;${message}\n SUBSYSTEM=block\n`;

const nowMs = Date.UTC(2026, 0, 4, 10, 0, 0);
/** The kernel runs for two hours. */
const kernelMs = 7_200_000;
const old = {nowMs, kernelMs, isOld: true, afterMs: nowMs};
const fresh = {nowMs, kernelMs, isOld: false, afterMs: nowMs - 500};

test('old records of the last 30 minutes are listed at their time; older ones are not', () => {
	const tracker = createEventTracker('run');
	for (const [name, seconds] of [
		['before', 5000],
		['lately', 7200 - 60],
	] as const) {
		for (const message of kill(name)) {
			tracker.readRecord(record(message, seconds), old);
		}
	}

	const {list, counts, kernelLog} = tracker.events(nowMs, 'read');
	assert.deepEqual(
		list.map(({subject, atMs, groupPath}) => [subject, nowMs - atMs, groupPath]),
		[['lately', 60_000, '/a']],
	);
	assert.equal(counts.oom_kill, 0);
	assert.equal(kernelLog, 'read');
});

test('a new record happened since the previous reading, even if the clock of the kernel has drifted', () => {
	const tracker = createEventTracker('run');
	tracker.readRecord(record('a[1]: segfault at 0 ip 0 sp 0 error 4', 7200 - 90), fresh);
	tracker.readRecord(record('b[1]: segfault at 0 ip 0 sp 0 error 4', 7200 + 90), fresh);
	const {list, counts} = tracker.events(nowMs, 'read');
	assert.deepEqual(
		list.map(({subject, atMs}) => [subject, nowMs - atMs]),
		[
			['a', 500],
			['b', 0],
		],
	);
	assert.equal(counts.segfault, 2);
});

test('a record that was read before, and one that a program wrote, are no events', () => {
	const tracker = createEventTracker('run');
	const crash = 'a[1]: segfault at 0 ip 0 sp 0 error 4';
	tracker.readRecord(`6,100,7200000000,-;${crash}\n`, fresh);
	tracker.readRecord(`6,100,7200000000,-;${crash}\n`, fresh);
	tracker.readRecord(`14,101,7200000000,-;b${crash}\n`, fresh);
	tracker.readRecord(`30,102,7200000000,-,caller=T1;b${crash}\n`, fresh);
	assert.equal(tracker.events(nowMs, 'read').counts.segfault, 1);
});

test('garbage is no record', () => {
	const tracker = createEventTracker('run');
	for (const text of ['', '\0', '6', '6,1', '6,1,2,-', 'x,1,2,-;a', '6,1,-2,-;a', `6,${'9'.repeat(30)},1,-;a`]) {
		tracker.readRecord(text, fresh);
	}

	assert.deepEqual(tracker.events(nowMs, 'read').list, []);
});

test('without the kernel log the kinds that only it reports are unknown, not zero', () => {
	const tracker = createEventTracker('run');
	const reason = {reason: 'not permitted'};
	const {kernelLog, counts} = tracker.events(nowMs, reason);
	assert.equal(kernelLog, reason);
	assert.equal(counts.segfault, undefined);
	assert.equal(createEventTracker('run').events(nowMs, 'read').counts.segfault, 0);
	assert.equal(createEventTracker('run').events(nowMs, 'read').counts.unit_failed, undefined);
});

const interfaceAt = (isUp: boolean, carrierChanges: number) => ({
	network: ok({...network, interfaces: network.interfaces.map(one => ({...one, isUp, carrierChanges}))}),
});

test('a link that goes down and up is seen in the counters, and between two readings, too', () => {
	const tracker = createEventTracker('run');
	tracker.observe(snapshotAt(0, interfaceAt(true, 4)).readings, nowMs);
	tracker.observe(snapshotAt(1, interfaceAt(false, 5)).readings, nowMs + 1000);
	tracker.observe(snapshotAt(2, interfaceAt(true, 6)).readings, nowMs + 2000);
	tracker.observe(snapshotAt(3, interfaceAt(true, 10)).readings, nowMs + 3000);
	const {list, counts} = tracker.events(nowMs + 10_000, {reason: 'not permitted'});
	assert.deepEqual(
		list.map(({kind, subject, count}) => [kind, subject, count]),
		[
			['link_down', 'eth0', 3],
			['link_up', 'eth0', 3],
		],
	);
	assert.equal(counts.link_down, 3);
	assert.equal(counts.segfault, undefined);
});

test('what the kernel log and a counter report is one event, in either order', () => {
	for (const isLogFirst of [true, false]) {
		const tracker = createEventTracker('run');
		const readLog = (): void => tracker.readRecord(record('tg3 0000:01:00.0 eth0: Link is down', 7200), fresh);
		tracker.observe(snapshotAt(0, interfaceAt(true, 4)).readings, nowMs - 1000);
		if (isLogFirst) {
			readLog();
		}

		tracker.observe(snapshotAt(1, interfaceAt(false, 5)).readings, nowMs + 500);
		tracker.events(nowMs + 600, 'read');
		if (!isLogFirst) {
			readLog();
		}

		const {list, counts} = tracker.events(nowMs + 10_000, 'read');
		assert.deepEqual(
			list.map(({kind, count}) => [kind, count]),
			[['link_down', 1]],
		);
		assert.equal(counts.link_down, 1);
	}
});

test('an event of a disk names the mount point, if it is known', () => {
	const tracker = createEventTracker('run');
	tracker.observe(
		snapshotAt(0, {disks: ok([disk('/', 50), {...disk('/data', 50), source: '/dev/sdb1'}])}).readings,
		nowMs,
	);
	tracker.readRecord(record('EXT4-fs (sdb1): Remounting filesystem read-only', 7200), fresh);
	tracker.readRecord(record('EXT4-fs (sdc1): Remounting filesystem read-only', 7200), fresh);
	assert.deepEqual(
		tracker.events(nowMs, 'read').list.map(({text}) => text),
		['read-only after an error: EXT4 on sdb1, mounted at /data', 'read-only after an error: EXT4 on sdc1'],
	);
});

test('the boot is an event if it was in the last 30 minutes', () => {
	const tracker = createEventTracker('run');
	tracker.observe(snapshotAt(0, {system: ok({...system, bootTimeMs: nowMs - 60_000})}).readings, nowMs);
	assert.deepEqual(
		tracker.events(nowMs, 'read').list.map(({kind, atMs}) => [kind, nowMs - atMs]),
		[['reboot', 60_000]],
	);

	const other = createEventTracker('run');
	other.observe(snapshotAt(0, {system: ok({...system, bootTimeMs: nowMs - 7_200_000})}).readings, nowMs);
	assert.deepEqual(other.events(nowMs, 'read').list, []);
});

test('the uptime distinguishes a suspension from a step of the clock', () => {
	const tracker = createEventTracker('run');
	const clocks = (wallMs: number, monotonicMs: number, uptimeMs: number | undefined) =>
		tracker.compareClocks({wallMs: nowMs + wallMs, monotonicMs, uptimeMs: () => uptimeMs});
	clocks(0, 0, 0);
	clocks(500, 500, undefined);
	clocks(1900, 1000, 1000);
	clocks(3_602_400, 1500, 1500);
	clocks(2900, 2000, 2000);
	clocks(63_400, 2500, 62_500);
	clocks(123_900, 3000, undefined);
	assert.deepEqual(
		tracker.events(nowMs + 130_000, 'read').list.map(({kind, text, count}) => [kind, text, count]),
		[
			['clock_step', 'the clock was set back by 01:00:00', 1],
			['suspend', 'the machine was suspended for 1m 0s', 1],
			['clock_step', 'the clock was set forward by 1m 0s', 1],
			['clock_step', 'the clock was set forward by 01:00:00', 1],
		],
	);
});
