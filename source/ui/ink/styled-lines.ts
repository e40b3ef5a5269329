import InkOutput from 'original:./output.js';
import {
	ansiCodesToString,
	type StyledChar,
	styledCharsFromTokens,
	styledCharsToString,
	tokenize,
} from 'original:@alcalzone/ansi-tokenize';
import {readRuns, writeRuns} from './runs.js';
import {hasOnlySgr, simpleWidth} from './simple-text.js';
import {plain, type Style} from './style.js';

/** A line of text as Ink serializes it. */
export type Line = {
	/** `undefined` when the text could not be read line by line. */
	readonly source: string | undefined;
	/** Style at the start and at the end of the line. */
	readonly opened: Style;
	readonly open: Style;
	readonly text: string;
	/** Width of a line of single cells, and its `text` parsed and serialized again, as Ink does before it clips. */
	readonly simple: {readonly width: number; readonly respelt: string} | undefined;
};

const invisible = /^\p{Default_Ignorable_Code_Point}+$/u;

/**
Parses a line that starts in the style `opened` and serializes it as Ink does: codes where the style changes, all closed.
*/
function styledLine(source: string, opened: Style): Line {
	const width = simpleWidth(source);
	if (width !== undefined) {
		const {runs, open} = readRuns(source, opened);
		const text = writeRuns(runs);
		return {source, opened, open, text, simple: {width, respelt: writeRuns(readRuns(text).runs)}};
	}

	const lineFeed = {type: 'char', value: '\n', fullWidth: false} as const;
	const characters = styledCharsFromTokens([...opened.codes, ...tokenize(source), lineFeed]);
	const codes = characters.pop()?.styles ?? [];
	const visible = characters.filter(({value}) => !invisible.test(value));
	return {
		source,
		opened,
		open: {codes, spelling: ansiCodesToString(codes)},
		text: styledCharsToString(visible),
		simple: undefined,
	};
}

/**
Returns the lines of a text as Ink serializes them. Styles continue over line feeds, as in the original. Lines that are
unchanged since the `previous` text are not parsed again. A line feed ends every grapheme cluster, so with SGR codes as the
only sequences each line can be parsed separately.
*/
export function styledLines(text: string, previous: readonly Line[] | undefined): readonly Line[] {
	if (!hasOnlySgr(text)) {
		return linesOf(new InkOutput({width: 0, height: 0}).caches.getStyledChars(text));
	}

	let opened = plain;
	return text.split('\n').map((source, index) => {
		const before = previous?.[index];
		const isUnchanged = before?.source === source && before.opened.spelling === opened.spelling;
		const line = isUnchanged ? before : styledLine(source, opened);
		opened = line.open;
		return line;
	});
}

/** Splits characters that were parsed together into lines. */
function linesOf(characters: readonly StyledChar[]): readonly Line[] {
	const lines: StyledChar[][] = [];
	let line: StyledChar[] = [];
	lines.push(line);
	for (const character of characters) {
		if (character.value === '\n') {
			line = [];
			lines.push(line);
		} else {
			line.push(character);
		}
	}

	return lines.map(row => ({
		source: undefined,
		opened: plain,
		open: plain,
		text: styledCharsToString(row),
		simple: undefined,
	}));
}
