import {secret} from './field.js';
import type {Leaf} from './leaf.js';
import {UsageError} from './usage-error.js';

/** An address that is a secret, since it may hold a token. Only http and https. */
export function secretUrl(options: {readonly help: string}): Leaf<string | undefined> {
	const base = secret(options);
	const allowed = 'a URL that begins with http:// or https://';
	return {
		...base,
		allowed,
		read(value) {
			const text = base.read(value);
			if (text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text)) {
				return text;
			}

			// Without what was found, as for every secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
	};
}
