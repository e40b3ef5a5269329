import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createEventLog} from '../../../source/metrics/events/event-log.js';
import type {Happening} from '../../../source/metrics/events/message-form.js';

const minute = 60_000;
const crash = (subject: string, pid: number): Happening => ({
	kind: 'segfault',
	subject,
	pid,
	text: `${subject} (${pid})`,
});

test('a repeated event is counted, and keeps its id and its first time', () => {
	const log = createEventLog('run');
	for (let pid = 1; pid <= 312; pid++) {
		log.add(crash('x', pid), pid * 100);
	}

	assert.deepEqual(log.list(32_000), [
		{
			id: 'run-1',
			atMs: 100,
			lastAtMs: 31_200,
			count: 312,
			kind: 'segfault',
			severity: 'warning',
			subject: 'x',
			pid: 312,
			groupPath: undefined,
			text: 'x (312)',
		},
	]);
	assert.equal(log.counts().segfault, 312);
});

test('a repeated event without a process keeps its first text, which has the cause', () => {
	const log = createEventLog('run');
	log.add({kind: 'filesystem_error', subject: 'sda1', text: 'EXT4 error on sda1: bad checksum'}, 0);
	log.add({kind: 'filesystem_error', subject: 'sda1', text: 'the journal of sda1 was aborted'}, 1);
	assert.deepEqual(
		log.list(2).map(({text, count}) => [text, count]),
		[['EXT4 error on sda1: bad checksum', 2]],
	);
});

test('the text has the short id of a container, the path of its group the whole one', () => {
	const log = createEventLog('run');
	const id = 'ab12'.repeat(16);
	const groupPath = `/system.slice/docker-${id}.scope`;
	log.add({kind: 'oom_kill', subject: 'mysqld', groupPath, text: `OOM kill: mysqld (1) in ${groupPath}`}, 0);
	assert.deepEqual(
		log.list(0).map(event => [event.text, event.groupPath]),
		[['OOM kill: mysqld (1) in /system.slice/docker-ab12ab12ab12.scope', groupPath]],
	);
});

test('another subject, another group and a later time are another event', () => {
	const log = createEventLog('run');
	log.add(crash('x', 1), 0);
	log.add(crash('y', 2), 0);
	log.add({...crash('x', 3), groupPath: '/a'}, 0);
	log.add(crash('x', 4), 2 * minute);
	assert.deepEqual(
		log.list(2 * minute).map(({id, text}) => [id, text]),
		[
			['run-1', 'x (1)'],
			['run-2', 'y (2)'],
			['run-3', 'x (3)'],
			['run-4', 'x (4)'],
		],
	);
});

test('an event is listed for 30 minutes after its latest time, and the list stays the same until then', () => {
	const log = createEventLog('run');
	log.add(crash('x', 1), 0);
	log.add(crash('y', 1), minute);
	const list = log.list(30 * minute);
	assert.equal(list.length, 2);
	assert.equal(log.list(30 * minute), list);
	assert.deepEqual(
		log.list(30.5 * minute).map(({subject}) => subject),
		['y'],
	);
	assert.deepEqual(log.list(32 * minute), []);
});

test('events are in the order of their times, whatever the order of their sources', () => {
	const log = createEventLog('run');
	log.add(crash('late', 1), 2000);
	log.add(crash('early', 1), 1000);
	assert.deepEqual(
		log.list(3000).map(({subject}) => subject),
		['early', 'late'],
	);
});

test('of more than 50 events the oldest of the lowest severity go first', () => {
	const log = createEventLog('run');
	log.add({kind: 'oom_kill', subject: 'mysqld', text: 'OOM kill'}, 0);
	for (let index = 0; index < 1000; index++) {
		log.add(crash(`x${index}`, index), index);
	}

	const list = log.list(1000);
	assert.equal(list.length, 50);
	assert.equal(list[0]?.kind, 'oom_kill');
	assert.equal(list.at(-1)?.subject, 'x999');
	assert.equal(log.counts().segfault, 1000);
});

test('what happened before the start is listed, but not counted', () => {
	const log = createEventLog('run');
	log.add(crash('x', 1), 0, {isNew: false});
	assert.equal(log.list(0).length, 1);
	assert.equal(log.counts().segfault, 0);
});
