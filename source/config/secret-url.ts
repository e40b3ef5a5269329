import {secret} from './field.js';
import type {Leaf, LeafOptions} from './leaf.js';
import {UsageError} from './usage-error.js';

type SecretUrlOptions = Omit<LeafOptions<undefined>, 'default' | 'short'> & {
	/** Without colons. */
	readonly schemes?: readonly string[];
};

/** An address that is a secret, since it may hold a token or a password. */
export function secretUrl({schemes = ['http', 'https'], ...options}: SecretUrlOptions): Leaf<string | undefined> {
	const base = secret(options);
	const allowed = `a URL that begins with ${schemes.map(scheme => `${scheme}://`).join(' or ')}`;
	return {
		...base,
		allowed,
		read(value) {
			const text = base.read(value);
			const hasScheme = schemes.some(scheme => text?.toLowerCase().startsWith(`${scheme}://`));
			if (text !== undefined && hasScheme && URL.canParse(text)) {
				return text;
			}

			// Without what was found, as for every secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
	};
}
