import assert from 'node:assert/strict';
import test from 'node:test';
import {progressOf, undelivered} from '../../source/delivery/delivery-progress.js';
import {type AlertDelivery, idleOutbox} from '../../source/delivery/queue/outbox-state.js';
import {burst} from '../helpers/alert-events.js';

const nowMs = 1_000_000;

function handler(name: string, delivery: AlertDelivery | undefined) {
	const alerts = new Map(delivery ? [['episode-1', delivery]] : []);
	return {...idleOutbox, name, isEnabled: true, alerts};
}

test('the delivery state of an alert is listed for each of its handlers', () => {
	const handlers = [
		handler('slack', {state: 'sent'}),
		handler('mail', {state: 'retrying', nextAttemptAtMs: nowMs + 20_000, reason: 'mail.example: connection refused'}),
		handler('pager', undefined),
		handler('ops', {state: 'failed', reason: 'hooks.example answered 404'}),
		handler('file', {state: 'waiting'}),
	];
	assert.deepEqual(progressOf({handlers}, 'episode-1', nowMs), [
		{handler: 'slack', state: 'sent'},
		{handler: 'mail', state: 'retrying', inSeconds: 20, reason: 'mail.example: connection refused'},
		{handler: 'ops', state: 'failed', reason: 'hooks.example answered 404'},
		{handler: 'file', state: 'waiting'},
	]);
	assert.deepEqual(progressOf({handlers}, 'episode-2', nowMs), []);
});

test('a late attempt is due now', () => {
	const handlers = [handler('mail', {state: 'retrying', nextAttemptAtMs: nowMs - 5000, reason: 'x'})];
	assert.deepEqual(progressOf({handlers}, 'episode-1', nowMs), [
		{handler: 'mail', state: 'retrying', inSeconds: 0, reason: 'x'},
	]);
});

test('undelivered notifications are the retried and the discarded ones', () => {
	const handlers = [
		{...handler('slack', undefined), queued: 2},
		{...handler('mail', undefined), queued: 3, lastError: 'connection refused'},
		{...handler('ops', undefined), dead: 4},
	];
	assert.deepEqual(undelivered({handlers}), {retrying: 3, lost: 4, lostMessages: []});
});

test('discarded messages are listed newest first', () => {
	const letter = (atMs: number, reason: string) => ({
		notification: {id: `n-${atMs}`, host: 'web-01', events: burst(atMs), isTest: false},
		atMs,
		reason,
	});
	const handlers = [
		{
			...handler('ops', undefined),
			dead: 3,
			deadLetters: [letter(1, 'the queue is full'), letter(3, 'hooks.example answered 404')],
		},
		{...handler('mail', undefined), dead: 1, deadLetters: [letter(2, 'no such user')]},
	];
	assert.deepEqual(
		undelivered({handlers}).lostMessages.map(({handler, text, reason}) => `${handler}: ${text}: ${reason}`),
		[
			'ops: [WARNING] web-01: 3 alerts: hooks.example answered 404',
			'mail: [WARNING] web-01: 2 alerts: no such user',
			'ops: [WARNING] web-01: High disk usage: 86.0% (threshold: 85.0%) on /data/1: the queue is full',
		],
	);
});
