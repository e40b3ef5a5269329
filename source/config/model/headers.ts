import {secret} from './field.js';
import type {Given} from './given.js';
import {mapOf} from './list.js';
import {readEach, UsageError} from './usage-error.js';

/** RFC 9110, 5.1 and 5.5. */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]+$/;

const asObject = mapOf(secret({help: 'a header'}), {help: 'headers of the request'});

/** The headers of a request: an object, or the text of a file with one header per line. */
export const headers: typeof asObject = {
	...asObject,
	read(value) {
		if (value.kind === 'scalar' && typeof value.value === 'string') {
			return readLines(value, value.value);
		}

		const read = asObject.read(value);
		readEach(value.kind === 'object' ? value.members : [], ({key, subject}) =>
			checkHeader(key, read[key] ?? '', subject),
		);
		return read;
	},
};

/** The messages omit the value: it is a secret. */
function checkHeader(name: string, value: string, subject: () => string): void {
	if (!headerName.test(name)) {
		throw new UsageError(`${subject()} is not a valid header name`);
	}

	if (!headerValue.test(value)) {
		throw new UsageError(`${subject()} must consist of printable characters on one line`);
	}
}

/** The messages omit the line: it is a secret. */
function readLines(value: Given, text: string): Readonly<Record<string, string>> {
	const lines = text.split(/\r?\n/).filter(line => line.trim() !== '');
	return Object.fromEntries(
		lines.map(line => {
			const [name = '', ...rest] = line.split(':');
			const content = rest.join(':').trim();
			if (!headerName.test(name) || !headerValue.test(content)) {
				throw new UsageError(`${value.subject()} must have one header per line, as in "Authorization: Bearer TOKEN"`);
			}

			return [name, content];
		}),
	);
}
