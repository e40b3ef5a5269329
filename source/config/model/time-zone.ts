import {text, where} from '../../support/reader.js';
import {scalar} from './field.js';
import {type LeafOptions, leaf} from './leaf.js';

/** Creates a setting that is the IANA name of a time zone. */
export function timeZone(options: Pick<LeafOptions<undefined>, 'help'>) {
	return leaf<string, '', undefined>(options, {
		...scalar(where(text, isTimeZone, 'the name of a time zone such as "Europe/Paris"')),
		schema: {type: 'string', minLength: 1},
	});
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
