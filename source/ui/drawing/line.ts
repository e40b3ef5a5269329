import type {Role} from '../theme/role.js';
import {figureAt} from './figure.js';
import {cells, ellipsis, endOfCut} from './text.js';

/** A piece of text in one role. Its width in cells is stored, so that lines can be joined without measuring. */
export type Span = {readonly text: string; readonly role: Role; readonly width: number};

/** A row of the screen, or a part of it. */
export type Line = readonly Span[];

export function span(text: string, role: Role = 'text'): Span {
	return {text, role, width: cells(text)};
}

export function space(width: number): Span {
	return {text: ' '.repeat(Math.max(0, width)), role: 'text', width: Math.max(0, width)};
}

export function lineWidth(line: Line): number {
	// Without an iterator, which creates an object for each span: this is called hundreds of times per frame.
	return line.reduce(addWidth, 0);
}

function addWidth(sum: number, {width}: Span): number {
	return sum + width;
}

/** Cuts or pads a line to exactly `width` cells. Numbers are never cut. */
export function fitLine(line: Line, width: number): Line {
	const missing = width - lineWidth(line);
	if (missing === 0) {
		return line;
	}

	if (missing > 0) {
		return [...line, space(missing)];
	}

	return wholeSpans(line, width) ?? cutLine(line, width);
}

/** Returns the first spans if they fill the width exactly and no number continues in the next one. */
function wholeSpans(line: Line, width: number): Line | undefined {
	let room = width;
	const count = line.findIndex(part => {
		room -= part.width;
		return room < 0;
	});
	const kept = line.slice(0, count);
	if (lineWidth(kept) !== width) {
		return undefined;
	}

	const {length} = textOf(kept);
	const figure = figureAt(textOf(line), length);
	return figure && figure.end > length ? undefined : kept;
}

/** Cuts a line that is wider than `width` cells, with an ellipsis. Numbers are cut as a whole. */
export function cutLine(line: Line, width: number): Line {
	if (width <= 0) {
		return [];
	}

	let left = endOfCut(textOf(line), width - 1);
	const kept: Span[] = [];
	let role: Role = 'text';
	for (const part of line) {
		({role} = part);
		if (part.text.length > left) {
			kept.push(...(left > 0 ? [span(part.text.slice(0, left), role)] : []));
			break;
		}

		kept.push(part);
		left -= part.text.length;
	}

	const sign = span(ellipsis, role);
	return [...kept, sign, space(width - lineWidth(kept) - sign.width)].filter(part => part.width > 0);
}

function textOf(line: Line): string {
	return line.map(({text}) => text).join('');
}

/** Places `left` and `right` at the ends of `width` cells; `right` is dropped when both do not fit. */
export function spread(left: Line, right: Line, width: number): Line {
	const gap = width - lineWidth(left) - lineWidth(right);
	return gap >= 1 || lineWidth(right) === 0 ? fitLine([...left, space(gap), ...right], width) : fitLine(left, width);
}

/** A line, or a function that draws it when no longer one fits. */
export type Candidate = Line | (() => Line);

/**
Returns the first candidate that fits into `width`; when none does, cuts the last one. Candidates are ordered from long to
short.
*/
export function longestThatFits(candidates: readonly Candidate[], width: number): Line {
	let line: Line = [];
	for (const candidate of candidates) {
		line = typeof candidate === 'function' ? candidate() : candidate;
		if (lineWidth(line) <= width) {
			return line;
		}
	}

	return fitLine(line, width);
}

/** Joins the non-empty parts with a separator. */
export function joinSpans(parts: readonly (Line | undefined)[], separator: string, role: Role = 'muted'): Line {
	const joined: Span[] = [];
	for (const part of parts) {
		if (part !== undefined && part.length > 0) {
			if (joined.length > 0) {
				joined.push(span(separator, role));
			}

			joined.push(...part);
		}
	}

	return joined;
}
