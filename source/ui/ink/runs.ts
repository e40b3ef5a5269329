import {
	ansiCodesToString,
	diffAnsiCodes,
	styledCharsFromTokens,
	type Token,
	tokenize,
} from 'original:@alcalzone/ansi-tokenize';
import {cached, memory, type Style} from './memory.js';

export const plain: Style = {codes: [], spelling: ''};

/** Neighbouring characters of one style. */
export type Run = {readonly value: string; readonly style: Style};

/** Returns the style of a character after these tokens. */
function styleBehind(tokens: readonly Token[]): Style {
	const codes = styledCharsFromTokens([...tokens, {type: 'char', value: '', fullWidth: false}])[0]?.styles ?? [];
	return {codes, spelling: ansiCodesToString(codes)};
}

/** Returns the style after a code. */
export const styleAfter = (style: Style, code: string): Style =>
	cached(memory.styles, style.spelling + code, () => styleBehind([...style.codes, ...tokenize(code)]));

/** Parses a simple line that starts in the style `opened`. Returns its runs, and the style at its end. */
export function readRuns(line: string, opened: Style = plain): {readonly runs: readonly Run[]; readonly open: Style} {
	const runs: Run[] = [];
	let style = opened;
	let start = 0;
	for (let next = line.indexOf('\u001B'); next !== -1; next = line.indexOf('\u001B', start)) {
		if (next > start) {
			runs.push({value: line.slice(start, next), style});
		}

		start = line.indexOf('m', next) + 1;
		style = styleAfter(style, line.slice(next, start));
	}

	if (start < line.length) {
		runs.push({value: line.slice(start), style});
	}

	return {runs, open: style};
}

/** Returns the codes that change one style into another. */
export const codesBetween = (from: Style, to: Style): string =>
	cached(memory.changes, `${from.spelling} ${to.spelling}`, () =>
		ansiCodesToString(diffAnsiCodes(from.codes, to.codes)),
	);

/**
Serializes runs as `styledCharsToString` of ansi-tokenize serializes their characters: codes before a character whose style
differs from the previous one, and closing codes at the end. Inside a run the style does not change.
*/
export function writeRuns(runs: readonly Run[]): string {
	let text = '';
	let style = plain;
	for (const run of runs) {
		if (run.style.spelling !== style.spelling) {
			text += codesBetween(style, run.style);
		}

		text += run.value;
		style = run.style;
	}

	return style === plain ? text : text + codesBetween(style, plain);
}
