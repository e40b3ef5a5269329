/** The colour parameters in the text's SGR sequences (CSI … m): 30–49 and 90–107, foreground, background and defaults. */
export function colourCodes(text: string): readonly number[] {
	return [...text.matchAll(/\u001B\[([\d;:]*)m/g)]
		.flatMap(([, parameters = '']) => parameters.split(/[;:]/).map(Number))
		.filter(code => (code >= 30 && code <= 49) || (code >= 90 && code <= 107));
}
