import type {Sample} from '../../core/sample.js';
import {parseSnapshot} from '../../measurements/parse-snapshot.js';
import {type Fields, fieldsOf, number, optionalList} from '../../support/fields.js';
import {parseSpan} from '../parse-span.js';
import {parseAlert, parseEvent} from './parse-alert.js';

/**
What a `monitoring_data` message says, however it came: from a socket, from a file. Unknown fields are left aside, and so are
alerts that cannot be understood. Throws an error that names what is missing when it is no such message.
*/
export function parseMonitoringData(message: unknown): Sample {
	const fields = fieldsOf(message);
	if (fields?.type !== 'monitoring_data') {
		throw new Error('this is no monitoring_data message');
	}

	const span = parseSpan(fields);
	return {
		sequence: number(fields, 'seq'),
		snapshot: parseSnapshot(fields),
		alerts: understood(fields, 'alerts', parseAlert),
		events: understood(fields, 'events', parseEvent),
		...(span && {span}),
	};
}

function understood<Item>(message: Fields, key: string, parse: (fields: Fields) => Item): readonly Item[] {
	return (optionalList(message, key) ?? []).flatMap(fields => {
		try {
			return parse(fields);
		} catch {
			return [];
		}
	});
}
