import assert from 'node:assert/strict';
import test from 'node:test';
import {consoleHandler} from '../../../source/delivery/handlers/console.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {eventOf} from '../../helpers/alert-events.js';

const notification: Notification = {
	id: 'n-1',
	host: 'web-01',
	events: [
		eventOf('raised'),
		eventOf('escalated', {level: 'CRITICAL', message: 'Critical memory usage'}),
		eventOf('cleared', {level: 'CRITICAL', message: 'Memory usage is back to normal'}),
	],
	isTest: false,
};

async function printed(what: Notification, hasColor: boolean): Promise<string> {
	let text = '';
	const write = (chunk: string): void => {
		text += chunk;
	};
	await consoleHandler({name: 'console', hasColor, write}).send(what, new AbortController().signal);
	return text;
}

test('every event is a line with time, machine, level and message', async () => {
	assert.deepEqual((await printed(notification, false)).split('\n'), [
		'2026-01-04T10:15:30.000+00:00 web-01 WARNING: High memory usage: 85.5% (threshold: 80.0%)',
		'2026-01-04T10:15:30.000+00:00 web-01 CRITICAL, was WARNING: Critical memory usage',
		'2026-01-04T10:15:30.000+00:00 web-01 CLEARED: Memory usage is back to normal',
		'',
	]);
});

test('warnings are yellow, critical alerts red, cleared alerts green', async () => {
	const lines = (await printed(notification, true)).split('\n');
	const colors = lines.slice(0, 3).map(line => /\x1b\[(\d+)m/.exec(line)?.[1]);
	assert.deepEqual(colors, ['33', '31', '32']);
});

test('output for the journal has a priority and no timestamp', async () => {
	let text = '';
	const write = (chunk: string): void => {
		text += chunk;
	};
	await consoleHandler({hasColor: false, isJournal: true, write}).send(notification, new AbortController().signal);
	assert.deepEqual(text.split('\n'), [
		'<4>web-01 WARNING: High memory usage: 85.5% (threshold: 80.0%)',
		'<2>web-01 CRITICAL, was WARNING: Critical memory usage',
		'<5>web-01 CLEARED: Memory usage is back to normal',
		'',
	]);
});

test('a test notification is marked', async () => {
	assert.match(await printed({...notification, isTest: true}, false), /^\S+ web-01 TEST WARNING: /);
});

test('external names contain no control characters', async () => {
	const events = [eventOf('raised', {message: 'disk \x1b]0;owned\x07\n on /mnt'})];
	const text = await printed({...notification, host: 'a\x1b[2Jb', events}, false);
	assert.doesNotMatch(text.slice(0, -1), /\p{C}/u);
});
