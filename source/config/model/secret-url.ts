import {type SecretOptions, secret} from './field.js';
import type {Leaf} from './leaf.js';
import {hasReference} from './references.js';
import {UsageError} from './usage-error.js';

type SecretUrlOptions = Omit<SecretOptions, 'encode' | 'pattern' | 'allowed'> & {
	/** Without colons. */
	readonly schemes?: readonly string[];
};

/** An address that is a secret, since it may hold a token or a password. */
export function secretUrl({schemes = ['http', 'https'], ...options}: SecretUrlOptions): Leaf<string | undefined> {
	const base = secret({...options, encode: encodeURIComponent});
	const allowed = `a URL that begins with ${schemes.map(scheme => `${scheme}://`).join(' or ')}`;
	return {
		...base,
		allowed,
		read(value) {
			const text = base.read(value);
			const hasScheme = schemes.some(scheme => text?.toLowerCase().startsWith(`${scheme}://`));
			// Where nobody needs the secret, it may still be a variable alone.
			const isUnknown = value.secrets === undefined && text !== undefined && hasReference(text);
			if (isUnknown || (text !== undefined && hasScheme && URL.canParse(text))) {
				return text;
			}

			// Without what was found, as for every secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
	};
}
