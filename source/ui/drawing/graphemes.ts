/** Matches a text of ASCII without controls: each of its characters is a grapheme cluster of one cell. */
export const printableAscii = /^[ -~]*$/;

/** A grapheme cluster (https://unicode.org/reports/tr29/), and its index in the text in UTF-16 code units. */
export type Grapheme = {readonly segment: string; readonly index: number};

let segmenter: Intl.Segmenter | undefined;

/** Returns the grapheme clusters of a text. The rules of Unicode take milliseconds to load, and most texts need none. */
export function graphemesOf(text: string): Iterable<Grapheme> {
	if (printableAscii.test(text)) {
		return Array.from(text, (segment, index) => ({segment, index}));
	}

	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter.segment(text);
}
