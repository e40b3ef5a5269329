/** What a terminal may act on, or cannot show: controls (C0 and C1), marks that change the direction of text, lone surrogates. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;
const unprintableRun = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** The same, but for line breaks and for the colors that this program writes itself. */
const unprintableOutput = /\u001B\[[\d;]*m|\n|[\p{C}\p{Zl}\p{Zp}]/gu;

/**
The same with `\u001b` for each such character. JSON escapes no more than the controls below a blank; U+009B begins a control
sequence, too. JSON says the same afterwards.
*/
export function escapeUnprintable(text: string): string {
	return text.replaceAll(unprintable, character =>
		Array.from(
			{length: character.length},
			(_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
		).join(''),
	);
}

/** Text for a terminal, with its line breaks and colors. Names of files, processes and other machines may hold anything. */
export function printableText(text: string): string {
	return text.replaceAll(unprintableOutput, found =>
		(found.length > 1 && found.startsWith('\u001B')) || found === '\n' ? found : '·',
	);
}

/** A name or a message from outside as one line, with `·` for each character that is not printable, cut to a length. */
export function printableLine(text: string, maxLength = Number.POSITIVE_INFINITY): string {
	return cut(text.replaceAll(unprintable, '·'), maxLength);
}

/** Several words or lines as one line, with a blank for what is not printable, cut to a length. */
export function singleLine(text: string, maxLength = 1000): string {
	return cut(text.replaceAll(unprintableRun, ' '), maxLength);
}

function cut(line: string, maxLength: number): string {
	return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
