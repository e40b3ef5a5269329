import assert from 'node:assert/strict';
import test from 'node:test';
import type {AlertEvent} from '../../source/alerts/alert.js';
import {eventText, headline, type Notification, worstStatus} from '../../source/delivery/notification.js';
import {eventOf} from '../helpers/alert-events.js';

function notification(...events: readonly AlertEvent[]): Notification {
	return {id: 'n-1', host: 'web-01', events, isTest: false};
}

const message = 'High memory usage: 85.5% (threshold: 80.0%)';

test('the text of an event states the change', () => {
	assert.equal(eventText(eventOf('raised')), `WARNING: ${message}`);
	assert.equal(eventText(eventOf('escalated', {level: 'CRITICAL'})), `CRITICAL, was WARNING: ${message}`);
	assert.equal(eventText(eventOf('deescalated')), `WARNING, was CRITICAL: ${message}`);
	assert.equal(eventText(eventOf('repeated')), `still WARNING: ${message}`);
	assert.equal(eventText(eventOf('cleared', {message: 'back to normal'})), 'CLEARED: back to normal');
});

test('the headline has one alert, or their number and the highest status', () => {
	const raised = eventOf('raised');
	assert.equal(headline(notification(raised)), `[WARNING] web-01: ${message}`);
	const critical = eventOf('escalated', {level: 'CRITICAL', message: 'Critical'});
	assert.equal(headline(notification(raised, critical)), '[CRITICAL] web-01: Critical');
	assert.equal(headline(notification(raised, critical, eventOf('raised', {id: 'b'}))), '[CRITICAL] web-01: 2 alerts');
	assert.equal(headline({...notification(raised), isTest: true}), `[TEST] [WARNING] web-01: ${message}`);
});

test('a cleared critical alert does not make the headline critical', () => {
	const other = eventOf('raised', {id: 'b'});
	assert.equal(worstStatus(notification(eventOf('cleared', {level: 'CRITICAL'}), other)), 'WARNING');
	const over = notification(
		eventOf('raised', {level: 'CRITICAL'}),
		eventOf('cleared', {level: 'CRITICAL', message: 'over'}),
	);
	assert.equal(headline(over), '[CLEARED] web-01: over', 'how it stands at the end counts');
	assert.equal(worstStatus(notification(eventOf('cleared', {level: 'CRITICAL'}))), 'CLEARED');
});

test('external names are printed as one printable line', () => {
	const hostile = 'disk /mnt/\r\nBcc: all@example.org\n\x1b[2J\u202Egnp.exe\u2028end';
	assert.equal(
		eventText(eventOf('raised', {message: hostile})),
		'WARNING: disk /mnt/ Bcc: all@example.org [2J gnp.exe end',
	);
	assert.doesNotMatch(headline(notification(eventOf('raised', {message: hostile}))), /[\p{C}\u2028]/u);
});

test('a headline is truncated to 200 characters', () => {
	const long = headline(notification(eventOf('raised', {message: 'x'.repeat(1000)})));
	assert.equal(long.length, 200);
	assert.ok(long.endsWith('x…'));
});
