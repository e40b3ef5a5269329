import {Buffer} from 'node:buffer';

/** Minimum length of a part of a secret that is recognized: it may be enough to guess the rest. */
const minLength = 8;

/**
Returns the response of a server for display. If it contains a secret, or a long part of one, also percent-encoded,
escaped or in base64, returns a replacement text.
*/
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
	const readings = [text, unescaped(text), percentDecoded(text), ...base64Decoded(text)];
	const isRepeated = secrets
		.flatMap(secret => secret?.split(/\r?\n/) ?? [])
		.some(line => readings.some(reading => repeats(reading, line)));
	return isRepeated ? 'the response of the server contains a secret and is not shown' : text;
}

function repeats(text: string, secret: string): boolean {
	// Separators in a file with credentials.
	if (secret === '' || /^-{5}/.test(secret)) {
		return false;
	}

	// A short text may occur in any word and is not treated as a secret.
	if (secret.length < minLength) {
		return text.split(secret).some((before, index, parts) => {
			const after = parts[index + 1];
			return after !== undefined && !/\w$/.test(before) && !/^\w/.test(after);
		});
	}

	return Array.from({length: secret.length - minLength + 1}, (_, start) => secret.slice(start, start + minLength)).some(
		part => text.includes(part),
	);
}

/** Replaces `\"` by `"`. */
function unescaped(text: string): string {
	return text.replaceAll(/\\(.)/g, '$1');
}

function percentDecoded(text: string): string {
	return Buffer.from(
		text
			.replaceAll('+', ' ')
			.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
		'latin1',
	).toString();
}

function base64Decoded(text: string): readonly string[] {
	return (text.match(/[\w+/-]{8,}/g) ?? []).map(word => Buffer.from(word, 'base64').toString());
}
