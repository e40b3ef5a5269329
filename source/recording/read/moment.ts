import type {Sample} from '../../core/sample.js';
import {parseMonitoringData} from '../../protocol/messages/parse-monitoring-data.js';
import {fieldsOf} from '../../support/fields.js';

/** A message of a recording, of which only the time has been looked at: most are passed over. */
export type Moment = {
	readonly timestampMs: number;
	/** The message, as it is in the file. */
	readonly text: string;
	/** Names the place: the same as long as the recording is the same. */
	readonly place: string;
};

/** What the encoder writes first. */
const beginning = /^\{\s*"type":\s*"monitoring_data",\s*"seq":\s*\d+,\s*"t":\s*(\d+),/;

/** Epoch milliseconds. `undefined` for what is JSON but no measurement; throws for what is no JSON. */
export function timeOf(text: string): number | undefined {
	const time = beginning.exec(text)?.[1];
	if (time !== undefined) {
		return Number(time);
	}

	const message = fieldsOf(JSON.parse(text));
	return message?.type === 'monitoring_data' ? parseMonitoringData(message).snapshot.timestampMs : undefined;
}

/** Throws when the message is damaged behind its beginning. */
export function sampleOf({text}: Moment): Sample {
	return parseMonitoringData(JSON.parse(text));
}

/** Whether alerts were raised, changed or cleared then, without reading all of it. No string of JSON can hold these bytes. */
export function hasEvents({text}: Moment): boolean {
	return text.includes('"events":');
}
