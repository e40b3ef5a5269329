import {Buffer} from 'node:buffer';

/** So much of a secret in a text is no coincidence, and may be enough to guess the rest. */
const tellingLength = 8;

/**
What a server answered, for a person: as it is, unless the server repeats in it what it was told in confidence, or a good
part of that, be it percent-encoded, escaped or in base64. Then only that it does.
*/
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
	const readings = [text, unescaped(text), percentDecoded(text), ...base64Decoded(text)];
	const isRepeated = secrets
		.flatMap(secret => secret?.split(/\r?\n/) ?? [])
		.some(line => readings.some(reading => repeats(reading, line)));
	return isRepeated ? 'the server repeats a secret in its answer, which is therefore not shown' : text;
}

function repeats(text: string, secret: string): boolean {
	// Rulers in a file with credentials.
	if (secret === '' || /^-{5}/.test(secret)) {
		return false;
	}

	// A short one may stand in any word, and is then no secret.
	if (secret.length < tellingLength) {
		return text.split(secret).some((before, index, parts) => {
			const after = parts[index + 1];
			return after !== undefined && !/\w$/.test(before) && !/^\w/.test(after);
		});
	}

	return Array.from({length: secret.length - tellingLength + 1}, (_, start) =>
		secret.slice(start, start + tellingLength),
	).some(part => text.includes(part));
}

/** `\"` as `"`. */
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
