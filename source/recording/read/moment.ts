import type {Sample} from '../../core/sample.js';
import {parseMonitoringData} from '../../protocol/messages/parse-monitoring-data.js';
import {fieldsOf} from '../../support/fields.js';

/** A message of a recording of which only the time has been read, because most messages are skipped. */
export type Moment = {
	readonly timestampMs: number;
	/** The text of the message in the file. */
	readonly text: string;
	/** The location in the recording; it does not change while the recording does not change. */
	readonly place: string;
};

/** The beginning of a message as the encoder writes it. */
const beginning = /^\{\s*"type":\s*"monitoring_data",\s*"seq":\s*\d+,\s*"t":\s*(\d+),/;

/** Returns the time in epoch milliseconds; `undefined` if the JSON is not a measurement. Throws if the text is not JSON. */
export function timeOf(text: string): number | undefined {
	const time = beginning.exec(text)?.[1];
	if (time !== undefined) {
		return Number(time);
	}

	const message = fieldsOf(JSON.parse(text));
	return message?.type === 'monitoring_data' ? parseMonitoringData(message).snapshot.timestampMs : undefined;
}

/** Decodes the sample. Throws if the message is damaged after its beginning. */
export function sampleOf({text}: Moment): Sample {
	return parseMonitoringData(JSON.parse(text));
}

/** Returns whether the message has alert events, without decoding it. No JSON string can contain the bytes that it searches for. */
export function hasEvents({text}: Moment): boolean {
	return text.includes('"events":');
}
