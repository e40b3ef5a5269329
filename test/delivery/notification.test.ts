import assert from 'node:assert/strict';
import test from 'node:test';
import type {AlertEvent} from '../../source/alerts/alert.js';
import {eventText, headline, type Notification, worstStatus} from '../../source/delivery/notification.js';
import {eventOf} from '../helpers/alert-events.js';

function notification(...events: readonly AlertEvent[]): Notification {
	return {id: 'n-1', host: 'web-01', events, isTest: false};
}

const message = 'High memory usage: 85.5% (threshold: 80.0%)';

test('every event says what changed', () => {
	assert.equal(eventText(eventOf('raised')), `WARNING: ${message}`);
	assert.equal(eventText(eventOf('escalated', {level: 'CRITICAL'})), `CRITICAL, was WARNING: ${message}`);
	assert.equal(eventText(eventOf('deescalated')), `WARNING, was CRITICAL: ${message}`);
	assert.equal(eventText(eventOf('repeated')), `still WARNING: ${message}`);
	assert.equal(eventText(eventOf('cleared', {message: 'back to normal'})), 'CLEARED: back to normal');
});

test('the headline tells one alert, or how many and the worst', () => {
	const raised = eventOf('raised');
	assert.equal(headline(notification(raised)), `[WARNING] web-01: ${message}`);
	const critical = eventOf('escalated', {level: 'CRITICAL', message: 'Critical'});
	assert.equal(headline(notification(raised, critical)), '[CRITICAL] web-01: Critical');
	assert.equal(headline(notification(raised, critical, eventOf('raised', {id: 'b'}))), '[CRITICAL] web-01: 2 alerts');
	assert.equal(headline({...notification(raised), isTest: true}), `[TEST] [WARNING] web-01: ${message}`);
});

test('a critical alert that is over does not make the rest critical', () => {
	const other = eventOf('raised', {id: 'b'});
	assert.equal(worstStatus(notification(eventOf('cleared', {level: 'CRITICAL'}), other)), 'WARNING');
	const over = notification(
		eventOf('raised', {level: 'CRITICAL'}),
		eventOf('cleared', {level: 'CRITICAL', message: 'over'}),
	);
	assert.equal(headline(over), '[CLEARED] web-01: over', 'how it stands at the end counts');
	assert.equal(worstStatus(notification(eventOf('cleared', {level: 'CRITICAL'}))), 'CLEARED');
});

test('names from outside stay on their line and cannot steer a terminal', () => {
	const hostile = 'disk /mnt/\r\nBcc: all@example.org\n\x1b[2J\u202Egnp.exe\u2028end';
	assert.equal(
		eventText(eventOf('raised', {message: hostile})),
		'WARNING: disk /mnt/ Bcc: all@example.org [2J gnp.exe end',
	);
	assert.doesNotMatch(headline(notification(eventOf('raised', {message: hostile}))), /[\p{C}\u2028]/u);
});

test('a headline is cut where mail programs would', () => {
	const long = headline(notification(eventOf('raised', {message: 'x'.repeat(1000)})));
	assert.equal(long.length, 200);
	assert.ok(long.endsWith('x…'));
});
