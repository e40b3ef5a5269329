import {randomUUID} from 'node:crypto';
import type {Alert} from '../alerts/alert.js';
import type {Notification} from './notification.js';

/** Returns a test notification. */
export function testNotification(host: string, nowMs: number): Notification {
	const alert: Alert = {
		id: randomUUID(),
		ruleId: 'test',
		timestampMs: nowMs,
		sinceMs: nowMs,
		durationMs: 0,
		component: 'test',
		metric: 'test',
		unit: 'number',
		value: 1,
		threshold: 1,
		level: 'WARNING',
		message: 'This is a test notification from mon-tui; no action is required',
		range: {min: 1, mean: 1, max: 1},
		topProcesses: [],
		isAcknowledged: false,
		isSilenced: false,
		isNoData: false,
		handlers: [],
	};
	return {
		id: randomUUID(),
		host,
		events: [{id: randomUUID(), sequence: 1, kind: 'raised', alert, isSilenced: false}],
		isTest: true,
	};
}
