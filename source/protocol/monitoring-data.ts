import type {Alert} from '../alerts/alert.js';
import type {Sample} from '../sample.js';
import {timestamp} from '../wire/timestamp.js';
import {wireData} from './wire-data.js';

/**
The message of every tick, for sockets, files and `--json` alike, so that they cannot disagree. `type`, `seq`, `t` and
`timestamp` come first: tools can read them from the first bytes.
*/
export function monitoringData(sample: Sample) {
	const {sequence, snapshot, alerts} = sample;
	return {
		type: 'monitoring_data',
		seq: sequence,
		t: snapshot.timestampMs,
		timestamp: timestamp(snapshot.timestampMs),
		interval: snapshot.intervalMs / 1000,
		data: wireData(snapshot),
		alerts: alerts.map(wireAlert),
	} as const;
}

export type MonitoringData = ReturnType<typeof monitoringData>;

/** One line of JSON, without a line break. */
export function encodeMonitoringData(sample: Sample): string {
	return JSON.stringify(monitoringData(sample));
}

function wireAlert(alert: Alert) {
	return {
		timestamp: timestamp(alert.timestampMs),
		component: alert.component,
		metric: alert.metric,
		value: alert.value,
		threshold: alert.threshold,
		level: alert.level,
		message: alert.message,
		id: alert.id,
		since: timestamp(alert.sinceMs),
	};
}
