import {createHash} from 'node:crypto';
import type {Alert, AlertEvent} from '../alerts/alert.js';
import {gravestFirst, headline, latestEvents, type Notification} from './notification.js';
import {processTexts} from './process-texts.js';

/** What Alertmanager writes for an alert that is not over: Go's zero time. */
const notOver = '0001-01-01T00:00:00Z';

/**
The payload of Alertmanager's webhook, version 4, so that receivers made for it work unchanged:
https://prometheus.io/docs/alerting/latest/configuration/#webhook_config

There each alert appears once, as it stands now; of several events of one alert the last counts. Two rules may watch one
metric, so an alert is named after its rule.
*/
export function alertmanagerPayload(notification: Notification, receiver: string) {
	const {host, events} = notification;
	const alerts = latestEvents(gravestFirst(events)).map(event => alertOf(event, notification));
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

/** Without the level: a receiver must see that the CRITICAL it got is the WARNING that is over now. */
function fingerprintOf(host: string, {ruleId, metric}: Alert): string {
	return createHash('sha256').update(`${host}\0${ruleId}\0${metric}`).digest('hex').slice(0, 16);
}

/** The members that all have, with the same value. */
function shared(all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
	const [first = {}, ...others] = all;
	return Object.fromEntries(
		Object.entries(first).filter(([key, value]) => others.every(other => other[key] === value)),
	);
}
