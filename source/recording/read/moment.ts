import type {Sample} from '../../core/sample.js';
import {parseMonitoringData} from '../../protocol/messages/parse-monitoring-data.js';
import {fieldsOf} from '../../support/fields.js';

/** A message of a recording of which only the time has been parsed, because most messages are skipped. */
export type Moment = {
	readonly timestampMs: number;
	/** Message as written in the file. */
	readonly text: string;
	/** Location in the recording. */
	readonly place: string;
};

/** The beginning of an encoded message. */
const beginning = /^\{\s*"type":\s*"monitoring_data",\s*"seq":\s*\d+,\s*"t":\s*(\d+),/;

/**
Returns the time of a message in epoch milliseconds. `undefined` for JSON that is not a sample; throws for invalid JSON.
*/
export function timeOf(text: string): number | undefined {
	const time = beginning.exec(text)?.[1];
	if (time !== undefined) {
		return Number(time);
	}

	const message = fieldsOf(JSON.parse(text));
	return message?.type === 'monitoring_data' ? parseMonitoringData(message).snapshot.timestampMs : undefined;
}

/** Parses the sample. Throws when the message is damaged after its beginning. */
export function sampleOf({text}: Moment): Sample {
	return parseMonitoringData(JSON.parse(text));
}

/** Returns whether the message has alert events, without parsing it. No JSON string can contain these bytes. */
export function hasEvents({text}: Moment): boolean {
	return text.includes('"events":');
}
