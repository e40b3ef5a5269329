import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sections} from '../../source/measurements/sections.js';

const event = {
	id: 'run-1',
	at: '2026-01-04T10:15:30.000+00:00',
	last_at: '2026-01-04T10:15:31.000+00:00',
	count: 2,
	kind: 'oom_kill',
	severity: 'critical',
	subject: 'mysqld',
	pid: 4711,
	group: null,
	text: 'OOM kill: mysqld (4711)',
};

test('an event of a kind that only a later version knows is skipped', () => {
	const decoded = sections.events.decode({list: [event, {...event, kind: 'meteorite'}, 'x'], kernel_log_error: null});
	assert.deepEqual(
		decoded?.list.map(({kind, count, groupPath}) => [kind, count, groupPath]),
		[['oom_kill', 2, undefined]],
	);
	assert.equal(decoded?.kernelLog, 'read');
	assert.equal(decoded?.counts.oom_kill, undefined);
});

test('another host that sends too many events does not fill the memory', () => {
	const list = Array.from({length: 10_000}, (_, index) => ({...event, id: `e${index}`}));
	const decoded = sections.events.decode({list, kernel_log_error: 'not permitted', counts: {oom_kill: 3}});
	assert.equal(decoded?.list.length, 50);
	assert.equal(decoded?.list.at(-1)?.id, 'e9999');
	assert.deepEqual(decoded?.kernelLog, {reason: 'not permitted'});
	assert.equal(decoded?.counts.oom_kill, 3);
});
