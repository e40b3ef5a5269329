/**
Characters that a terminal may interpret or cannot display: controls (C0 and C1), direction marks, lone surrogates.
*/
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;
const unprintableRun = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** Unprintable characters except line breaks and the color codes of this program. */
const unprintableOutput = /\u001B\[[\d;]*m|\n|[\p{C}\p{Zl}\p{Zp}]/gu;

/**
Escapes unprintable characters in JSON text as `\u001b`, without changing its meaning. JSON itself escapes only controls
below U+0020, but U+009B also begins a control sequence.
*/
export function escapeUnprintable(text: string): string {
	return text.replaceAll(unprintable, character =>
		Array.from(
			{length: character.length},
			(_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
		).join(''),
	);
}

/**
Returns text for a terminal, with its line breaks and colors. Names of files, processes and machines may contain any
character.
*/
export function printableText(text: string): string {
	return text.replaceAll(unprintableOutput, found =>
		(found.length > 1 && found.startsWith('\u001B')) || found === '\n' ? found : '·',
	);
}

/** Returns an external name or message as one line, with `·` for each unprintable character, truncated to a length. */
export function printableLine(text: string, maxLength = Number.POSITIVE_INFINITY): string {
	return cut(text.replaceAll(unprintable, '·'), maxLength);
}

/** Returns text as one line, with a space for unprintable characters, truncated to a length. */
export function singleLine(text: string, maxLength = 1000): string {
	return cut(text.replaceAll(unprintableRun, ' '), maxLength);
}

function cut(line: string, maxLength: number): string {
	return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
