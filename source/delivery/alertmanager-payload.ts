import {createHash} from 'node:crypto';
import type {Alert, AlertEvent} from '../alerts/alert.js';
import {bySeverity, headline, latestEvents, type Notification} from './notification.js';
import {processTexts} from './process-texts.js';

/** The end time that Alertmanager writes for a firing alert: Go's zero time. */
const notOver = '0001-01-01T00:00:00Z';

/**
Returns the payload of Alertmanager's webhook, version 4, for receivers made for Alertmanager:
https://prometheus.io/docs/alerting/latest/configuration/#webhook_config

Each alert appears once, with its current state: only the last of several events of an alert is used. Two rules may
evaluate the same metric, so the alert name is the rule id.
*/
export function alertmanagerPayload(notification: Notification, receiver: string) {
	const {host, events} = notification;
	const alerts = latestEvents(bySeverity(events)).map(event => alertOf(event, notification));
	const isFiring = alerts.some(({status}) => status === 'firing');
	const groupLabels = {instance: host};
	return {
		version: '4',
		groupKey: `{}:{instance=${JSON.stringify(host)}}`,
		truncatedAlerts: 0,
		status: isFiring ? 'firing' : 'resolved',
		receiver,
		groupLabels,
		commonLabels: shared(alerts.map(({labels}) => labels)),
		commonAnnotations: shared(alerts.map(({annotations}) => annotations)),
		externalURL: '',
		alerts,
	} as const;
}

function alertOf(event: AlertEvent, notification: Notification) {
	const {kind, alert} = event;
	const {host, isTest} = notification;
	const processes = processTexts(event).join('; ');
	const labels = {
		alertname: alert.ruleId,
		severity: alert.level.toLowerCase(),
		instance: host,
		component: alert.component,
		metric: alert.metric,
		...(isTest && {test: 'true'}),
	};
	return {
		status: kind === 'cleared' ? 'resolved' : 'firing',
		labels,
		annotations: {
			summary: headline({...notification, events: [event]}),
			description: alert.message,
			value: String(alert.value),
			threshold: String(alert.threshold),
			...(processes !== '' && {processes}),
		},
		startsAt: new Date(alert.sinceMs).toISOString(),
		endsAt: kind === 'cleared' ? new Date(alert.timestampMs).toISOString() : notOver,
		generatorURL: '',
		fingerprint: fingerprintOf(host, alert),
	} as const;
}

/** Returns an id that does not depend on the level, so that a receiver recognizes the same alert at both levels. */
function fingerprintOf(host: string, {ruleId, metric}: Alert): string {
	return createHash('sha256').update(`${host}\0${ruleId}\0${metric}`).digest('hex').slice(0, 16);
}

/** Returns the entries that all objects have with the same value. */
function shared(all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
	const [first = {}, ...others] = all;
	return Object.fromEntries(
		Object.entries(first).filter(([key, value]) => others.every(other => other[key] === value)),
	);
}
