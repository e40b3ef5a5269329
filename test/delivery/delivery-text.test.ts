import assert from 'node:assert/strict';
import test from 'node:test';
import {deliveryText} from '../../source/delivery/delivery-text.js';
import {type AlertDelivery, idleOutbox} from '../../source/delivery/outbox-state.js';

const nowMs = 1_000_000;

function handler(name: string, delivery: AlertDelivery | undefined) {
	const alerts = new Map(delivery ? [['episode-1', delivery]] : []);
	return {...idleOutbox, name, isEnabled: true, alerts};
}

test('every handler that was to tell an alert says how far it got', () => {
	const handlers = [
		handler('slack', {state: 'sent'}),
		handler('mail', {state: 'retrying', nextAttemptAtMs: nowMs + 20_000, reason: 'mail.example: connection refused'}),
		handler('pager', undefined),
		handler('ops', {state: 'failed', reason: 'hooks.example answered 404'}),
		handler('file', {state: 'waiting'}),
	];
	assert.equal(
		deliveryText({handlers}, 'episode-1', nowMs),
		'slack sent, mail again in 20s, ops failed: hooks.example answered 404, file waiting',
	);
	assert.equal(deliveryText({handlers}, 'episode-2', nowMs), '');
});

test('an attempt that is late is due now', () => {
	const handlers = [handler('mail', {state: 'retrying', nextAttemptAtMs: nowMs - 5000, reason: 'x'})];
	assert.equal(deliveryText({handlers}, 'episode-1', nowMs), 'mail again in 0s');
});
