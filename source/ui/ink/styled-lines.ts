import InkOutput from 'original:./output.js';
import {type StyledChar, styledCharsToString} from 'original:@alcalzone/ansi-tokenize';

/** Returns the lines of a text as Ink serializes them. Styles continue over line feeds, as in the original. */
export function styledLines(text: string): readonly string[] {
	let line: StyledChar[] = [];
	const lines = [line];
	for (const character of new InkOutput({width: 0, height: 0}).caches.getStyledChars(text)) {
		if (character.value === '\n') {
			line = [];
			lines.push(line);
		} else {
			line.push(character);
		}
	}

	return lines.map(styledCharsToString);
}
