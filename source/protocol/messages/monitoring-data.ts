import type {Alert, AlertEvent, AlertProcess} from '../../alerts/alert.js';
import type {Sample, Span} from '../../core/sample.js';
import {roundedTo} from '../../measurements/fields.js';
import {wireData} from '../../measurements/sections.js';
import {timestamp} from '../../measurements/timestamp.js';
import {wireFinding} from './wire-finding.js';

/**
Returns the message of a tick; sockets, files and `--json` use the same. `type`, `seq`, `t` and `timestamp` come first, so
that tools can read them from the first bytes. Only a record of several measurements has a `span`.
*/
export function monitoringData(sample: Sample) {
	const {sequence, snapshot, alerts, events, findings, span} = sample;
	return {
		type: 'monitoring_data',
		seq: sequence,
		t: snapshot.timestampMs,
		timestamp: timestamp(snapshot.timestampMs),
		interval: snapshot.intervalMs / 1000,
		...(span && {span: wireSpan(span)}),
		data: wireData(snapshot),
		alerts: alerts.map(wireAlert),
		...(events.length > 0 && {events: events.map(wireEvent)}),
		...(findings && {findings: findings.map(wireFinding)}),
	} as const;
}

/** A `monitoring_data` message, before it is encoded as JSON. */
export type MonitoringData = ReturnType<typeof monitoringData>;

/** Returns the message of a sample as one line of JSON, without a line break. */
export function encodeMonitoringData(sample: Sample): string {
	return JSON.stringify(monitoringData(sample));
}

export function wireAlert(alert: Alert) {
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
		duration: alert.durationMs / 1000,
		rule: alert.ruleId,
		unit: alert.unit,
		range: alert.range,
		top_processes: alert.topProcesses.map(wireProcess),
		acknowledged: alert.isAcknowledged,
		silenced: alert.isSilenced,
		no_data: alert.isNoData,
	};
}

function wireSpan({seconds, samples, range}: Span) {
	const ranges = [...range].map(([path, [min, max]]) => [path, {min, max}] as const);
	return {seconds, samples, range: Object.fromEntries(ranges)};
}

/** Encodes a change of an alert. A message has `events` only if an alert changed at this tick. */
function wireEvent({id, sequence, kind, isSilenced, alert}: AlertEvent) {
	return {id, seq: sequence, event: kind, silenced: isSilenced, alert: wireAlert(alert)};
}

const hundredths = roundedTo(2);

/** Encodes a process of an alert. Only a process that causes a finding has a share. */
function wireProcess({pid, name, cpuPercent, residentSetBytes, share}: AlertProcess) {
	return {
		pid,
		name,
		cpu_percent: cpuPercent === undefined ? null : hundredths(cpuPercent),
		memory: residentSetBytes ?? null,
		...(share !== undefined && {share}),
	};
}
