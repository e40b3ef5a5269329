import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {type HttpReceiver, openReceiver} from '../helpers/http-receiver.js';

const rules = ['memory.percentage>80,90'];

function storyOf({requests}: HttpReceiver): readonly (readonly [event: string, id: string])[] {
	return requests.flatMap(({body}) =>
		JSON.parse(body).events.map(({event, id}: {event: string; id: string}) => [event, id]),
	);
}

test('one of two programs with a shared spool notifies; when it is killed, the other takes over its alerts', async () => {
	await using receiver = await openReceiver(200);
	const handlers = [{type: 'webhook', name: 'ops', url: receiver.origin}];
	await using service = alertProgram({rules, handlers});
	await using other = alertProgram({rules, handlers, spool: service.spool}, [], service.machine);
	service.machine.use(85);
	service.start();
	await eventually('it is reported', () => storyOf(receiver).length === 1);
	other.start();
	await eventually('the second says who notifies', () =>
		/in use by process \d+ on \S+, which sends the notifications/.test(other.stderr()),
	);
	await eventually('the second sees the alert', () => /raised/.test(other.stderr()));

	await service.end('SIGKILL');
	service.machine.use(95);
	await eventually('the second reports the escalation', () => storyOf(receiver).length === 2);
	service.machine.use(20);
	await eventually('and the end', () => storyOf(receiver).length === 3);
	assert.deepEqual(
		storyOf(receiver).map(([event]) => event),
		['raised', 'escalated', 'cleared'],
	);
	assert.equal(new Set(storyOf(receiver).map(([, id]) => id)).size, 1);
});

test('each machine that is monitored from the same host has a separate spool', async () => {
	await using receiver = await openReceiver(200);
	const handlers = [{type: 'webhook', name: 'ops', url: receiver.origin}];
	await using one = alertProgram({rules, handlers});
	await using two = alertProgram({rules, handlers, spool: one.spool});
	one.machine.use(85);
	two.machine.use(85);
	one.start();
	two.start();
	await eventually('both are reported', () => storyOf(receiver).length === 2);
	assert.equal(readdirSync(one.spool).length, 2);
	assert.deepEqual(readdirSync(path.join(one.spool, readdirSync(one.spool)[0] ?? '')).includes('alerts.json'), true);
});
