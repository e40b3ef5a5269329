import {
	ansiCodesToString,
	diffAnsiCodes,
	styledCharsFromTokens,
	type Token,
	tokenize,
} from 'original:@alcalzone/ansi-tokenize';
import {memory, remembered, type Style} from './memory.js';

export const plain: Style = {codes: [], spelling: ''};

/** Neighbouring characters of one style. */
export type Run = {readonly value: string; readonly style: Style};

/** The style of a character that follows these tokens. */
function styleBehind(tokens: readonly Token[]): Style {
	const codes = styledCharsFromTokens([...tokens, {type: 'char', value: '', fullWidth: false}])[0]?.styles ?? [];
	return {codes, spelling: ansiCodesToString(codes)};
}

const styleAfter = (style: Style, code: string): Style =>
	remembered(memory.styles, style.spelling + code, () => styleBehind([...style.codes, ...tokenize(code)]));

/** Reads a simple line that starts in the style `opened`: its runs, and the style it leaves open. */
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

const codesBetween = (from: Style, to: Style): string =>
	remembered(memory.changes, `${from.spelling} ${to.spelling}`, () =>
		ansiCodesToString(diffAnsiCodes(from.codes, to.codes)),
	);

/**
Spells runs as `styledCharsToString` of ansi-tokenize spells their characters: codes in front of a character whose style
is not that of the one before, and what closes the last one's. Inside a run there is no such place.
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
