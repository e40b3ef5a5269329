let segmenter: Intl.Segmenter | undefined;

/** Returns the grapheme clusters of a text. The segmenter is created at first use, because it loads data of Unicode. */
export function graphemesOf(text: string): Intl.Segments {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter.segment(text);
}
