import assert from 'node:assert/strict';
import {test} from 'node:test';
import {noAnswers} from '../../source/diagnosis/answers.js';
import type {Sockets} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {diagnosed, type ReadingChanges} from '../helpers/diagnosed.js';
import {groupOf} from '../helpers/groups.js';
import {eventAt} from '../helpers/machine-events.js';
import {processesOf, processOf} from '../helpers/processes.js';
import {cpu, disk, network, ok, startMs} from '../helpers/samples.js';

const calm: ReadingChanges = {
	processor: ok(cpu(20, [20, 20])),
	disks: ok([disk('/', 40)]),
	network: ok({...network, interfaces: []}),
};

const processes = (...list: ReadonlyArray<ReturnType<typeof processOf>>): ReadingChanges => ({
	processes: ok(processesOf(list)),
});

test('a process and its children are one culprit', () => {
	const child = (pid: number, name: string) => processOf(pid, {parentPid: 100, name, cpuPercent: 20});
	const [finding] = diagnosed(15, () => ({
		...calm,
		processor: ok(cpu(97, [97, 97])),
		...processes(
			processOf(100, {name: 'make', cpuPercent: 40}),
			...[101, 102, 103].map(pid => child(pid, 'cc1')),
			...[104, 105, 106].map(pid => child(pid, 'ld')),
		),
	}));
	assert.deepEqual(
		finding?.culprits.map(({pid, share}) => [pid, share]),
		[[100, '1.6 cores, 3 × cc1, 3 × ld']],
	);
});

test('the deleted files of all processes are added up', () => {
	const [finding] = diagnosed(
		10,
		() => ({...calm, disks: ok([disk('/data', 96)]), ...processes(processOf(7), processOf(8))}),
		{
			...noAnswers,
			fileUsers: new Map([
				[
					'/data',
					[
						{pid: 7, writing: 1, files: 1, deletedBytes: 60 * 2 ** 30, writtenBytes: 0},
						{pid: 8, writing: 1, files: 1, deletedBytes: 20 * 2 ** 30, writtenBytes: 0},
					],
				],
			]),
		},
	);
	assert.deepEqual(finding?.evidence[1], {name: 'deleted files that are still open', value: '80.0 GiB'});
});

test('one connection is named in the singular', () => {
	// The rule reads these values only.
	const sockets = {listenOverflowsPerSecond: 2} as Sockets;
	const [finding] = diagnosed(
		15,
		() => ({...calm, sockets: ok(sockets), ...processes(processOf(7, {name: 'httpd'}))}),
		{
			...noAnswers,
			listeners: [{pid: 7, local: '0.0.0.0:80', remote: undefined, count: 1}],
		},
	);
	assert.match(finding?.sentence ?? '', /httpd \(7\) does not accept them, 1 connection waiting$/);
});

test('a command quotes a path with characters that the shell would interpret', () => {
	const steps = (path: string) => diagnosed(3, () => ({...calm, disks: ok([disk(path, 96)])}))[0]?.next[0];
	assert.equal(steps('/srv/a-b_c.1'), 'du -xh /srv/a-b_c.1 | sort -h | tail');
	assert.equal(steps('/media/my disk'), "du -xh '/media/my disk' | sort -h | tail");
	assert.equal(steps("/media/$(id)'s"), String.raw`du -xh '/media/$(id)'\''s' | sort -h | tail`);
});

const mebibyte = 2 ** 20;

const groups = (...list: ReadonlyArray<ReturnType<typeof groupOf>>): ReadingChanges => ({
	groups: ok({list, total: list.length, unreached: 0, failedUnits: undefined}),
});

test('an OOM kill in a group with a limit names the limit', () => {
	const kill = eventAt(startMs, {groupPath: '/system.slice/mysql.service'});
	const sentence = (memoryLimitBytes: number | undefined) =>
		diagnosed(3, () => ({
			...calm,
			...groups(groupOf('mysql.service', {memoryLimitBytes})),
			events: ok({list: [kill], kernelLog: 'read', counts: eventCounts(() => 0)}),
		}))[0]?.sentence;
	assert.equal(
		sentence(200 * mebibyte),
		'The kernel killed mysqld (4711, mysql.service) for lack of memory; the limit of its group is 200 MiB',
	);
	assert.equal(sentence(undefined), 'The kernel killed mysqld (4711, mysql.service) for lack of memory');
});

test('a process that grows reaches the limit of its group before the memory is full', () => {
	const sentence = (memoryLimitBytes: number | undefined) =>
		diagnosed(40, second => ({
			...calm,
			...groups(groupOf('app.service', {memoryLimitBytes, memoryBytes: 100 * mebibyte})),
			...processes(
				processOf(7, {groupPath: '/system.slice/app.service', residentSetBytes: (100 + second * 10) * mebibyte}),
			),
		})).find(({id}) => id === 'memory.growing')?.sentence ?? '';
	assert.match(sentence(1100 * mebibyte), /at this rate the limit of its group is reached in 1m 40s$/);
	assert.match(sentence(undefined), /at this rate the memory is full in /);
});
