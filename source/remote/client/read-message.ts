import {alertEventKinds} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';
import {parseAlert} from '../../protocol/messages/parse-alert.js';
import {parseMonitoringData} from '../../protocol/messages/parse-monitoring-data.js';
import {
	type Fields,
	fieldsOf,
	optionalChoice,
	optionalNumber,
	optionalObject,
	optionalText,
} from '../../support/fields.js';
import {parsedJson} from '../../support/reader.js';
import type {ServerEvent, ServerIdentity} from './server-event.js';

/** Parses a message. Returns `undefined` if it is not JSON, not an object, or has no type. */
export function readMessage(text: string): (Fields & {readonly type: string}) | undefined {
	const fields = fieldsOf(parsedJson(text));
	const type = fields && optionalText(fields, 'type');
	return type === undefined ? undefined : {...fields, type};
}

export function identityOf(message: Fields): ServerIdentity {
	const host = optionalObject(message, 'host');
	return {
		id: optionalText(message, 'server_id'),
		version: optionalText(message, 'server_version'),
		hostname: host && optionalText(host, 'hostname'),
		intervalMs: intervalOf(message),
		isVersion1: (optionalNumber(message, 'protocol') ?? 0) >= 1,
	};
}

/** Returns the interval in milliseconds, within the limits of the protocol; `undefined` if the message has none. */
export function intervalOf(message: Fields): number | undefined {
	const seconds = optionalNumber(message, 'interval');
	return seconds === undefined ? undefined : Math.min(3600, Math.max(0.05, seconds)) * 1000;
}

/** Returns a sample event. The sample is decoded once, on first access. */
export function sampleEvent(message: Fields): ServerEvent & {readonly type: 'sample'} {
	let sample: Sample | undefined;
	return {
		type: 'sample',
		message,
		get sample() {
			sample ??= parseMonitoringData(message);
			return sample;
		},
	};
}

/** Returns an alert event; `undefined` if the alert is invalid. */
export function alertEvent(message: Fields): ServerEvent | undefined {
	const change = optionalChoice(message, 'event', alertEventKinds);
	try {
		return change && change !== 'repeated' ? {type: 'alert', change, alert: parseAlert(message)} : undefined;
	} catch {
		return undefined;
	}
}
