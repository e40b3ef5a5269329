import type {Sample} from '../../core/sample.js';
import {parseSnapshot} from '../../measurements/parse-snapshot.js';
import {type Fields, fieldsOf, number, optionalList} from '../../support/fields.js';
import {parseSpan} from '../parse-span.js';
import {parseAlert, parseEvent} from './parse-alert.js';
import {parseFinding} from './parse-finding.js';

/** Maximum number of findings that are taken from a message. */
const maxFindings = 50;

/**
Parses a `monitoring_data` message, for example from a socket or a file. Unknown fields and invalid alerts are ignored.
Throws an error that names a missing part, or if it is another message.
*/
export function parseMonitoringData(message: unknown): Sample {
	const fields = fieldsOf(message);
	if (fields?.type !== 'monitoring_data') {
		throw new Error('this is not a monitoring_data message');
	}

	const span = parseSpan(fields);
	const findings =
		optionalList(fields, 'findings') && parsedItems(fields, 'findings', parseFinding).slice(0, maxFindings);
	return {
		sequence: number(fields, 'seq'),
		snapshot: parseSnapshot(fields),
		alerts: parsedItems(fields, 'alerts', parseAlert),
		events: parsedItems(fields, 'events', parseEvent),
		...(findings && {findings}),
		...(span && {span}),
	};
}

function parsedItems<Item>(message: Fields, key: string, parse: (fields: Fields) => Item): readonly Item[] {
	return (optionalList(message, key) ?? []).flatMap(fields => {
		try {
			return parse(fields);
		} catch {
			return [];
		}
	});
}
