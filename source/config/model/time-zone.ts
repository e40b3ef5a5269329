import {refusal} from './given.js';
import {type LeafOptions, leaf} from './leaf.js';

/** The IANA name of a time zone. */
export function timeZone(options: Pick<LeafOptions<undefined>, 'help'>) {
	const allowed = 'the name of a time zone such as "Europe/Paris"';
	return leaf<string, '', undefined>(options, {
		unit: '',
		allowed,
		schema: {type: 'string', minLength: 1},
		read(value) {
			if (value.kind !== 'scalar' || typeof value.value !== 'string' || !isTimeZone(value.value)) {
				throw refusal(value, allowed);
			}

			return value.value;
		},
	});
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
