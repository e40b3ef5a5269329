type Segment = {readonly segment: string; readonly index: number};

// A carriage return may be one cluster with the line feed after it.
const asciiOnly = /^[\0-\x0C\x0E-\x7F]*$/;

/**
Replaces the `Intl.Segmenter` of ansi-tokenize: each character of ASCII is a grapheme cluster (https://unicode.org/reports/tr29/).
The rules for other texts take 7 ms to load, and the codes of styles, which are all that mon-tui has it tokenize, are ASCII.
*/
export function graphemeSegmenter(): {segment(text: string): Iterable<Segment>} {
	let segmenter: Intl.Segmenter | undefined;
	return {
		segment(text) {
			if (asciiOnly.test(text)) {
				return Array.from(text, (segment, index) => ({segment, index}));
			}

			segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
			return segmenter.segment(text);
		},
	};
}
