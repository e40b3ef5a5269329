/** What a terminal may act on, or cannot show: controls (C0 and C1), marks that change the direction of text, lone surrogates. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The same, but for line breaks and for the colors that this program writes itself. */
const unprintableOutput = /\u001B\[[\d;]*m|\n|[\p{C}\p{Zl}\p{Zp}]/gu;

/**
JSON that a terminal shows as it is. JSON escapes no more than the controls below a blank; U+009B begins a control sequence,
too. It says the same afterwards.
*/
export function printableJson(json: string): string {
	return json.replaceAll(unprintable, character =>
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
