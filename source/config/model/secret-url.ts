import {type SecretOptions, secret} from './field.js';
import type {Leaf} from './leaf.js';
import {hasReference} from './references.js';
import {UsageError} from './usage-error.js';

type SecretUrlOptions = Omit<SecretOptions, 'encode' | 'pattern' | 'allowed'> & {
	/** The allowed schemes, without colons. @default http and https */
	readonly schemes?: readonly string[];
};

/** Creates a setting that is a URL and a secret, as it may contain a token or a password. */
export function secretUrl({schemes = ['http', 'https'], ...options}: SecretUrlOptions): Leaf<string | undefined> {
	const base = secret({...options, encode: encodeURIComponent});
	const allowed = `a URL that begins with ${schemes.map(scheme => `${scheme}://`).join(' or ')}`;
	return {
		...base,
		allowed,
		read(value) {
			const text = base.read(value);
			const hasScheme = schemes.some(scheme => text?.toLowerCase().startsWith(`${scheme}://`));
			// Where secrets are not read, the value may be an unresolved reference to a variable.
			const isUnknown = value.secrets === undefined && text !== undefined && hasReference(text);
			if (isUnknown || (text !== undefined && hasScheme && URL.canParse(text))) {
				return text;
			}

			// The message omits the value, as for every secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
	};
}
