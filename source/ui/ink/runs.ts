import {simpleWidth} from './simple-text.js';
import {codesBetween, plain, type Style, styleAfter} from './style.js';

/** Neighbouring characters of one style. */
export type Run = {readonly value: string; readonly style: Style};

/** A line of single cells: its runs, and the number of its cells. */
export type Parsed = {readonly runs: readonly Run[]; readonly width: number};

/** Returns the runs of a line; `undefined` for one that is not simple. */
export function parse(line: string): Parsed | undefined {
	const width = simpleWidth(line);
	return width === undefined ? undefined : {runs: readRuns(line), width};
}

function readRuns(line: string): readonly Run[] {
	const runs: Run[] = [];
	let style = plain;
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

	return runs;
}

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

/** Returns the runs without the blanks in the style of the terminal at the end. */
export function trimRuns(runs: readonly Run[]): readonly Run[] {
	const kept = [...runs];
	for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
		const value = last.style.spelling === '' ? last.value.trimEnd() : last.value;
		if (value !== '') {
			return [...kept, {...last, value}];
		}
	}

	return [];
}
