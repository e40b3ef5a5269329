import type {Role} from '../theme/role.js';
import {figureAt} from './figure.js';
import {cells, ellipsis, endOfCut} from './text.js';

/** A stretch of text with one appearance. Width in cells is known, so lines can be put together without measuring. */
export type Span = {readonly text: string; readonly role: Role; readonly width: number};

/** One row of the screen, or a part of one. */
export type Line = readonly Span[];

export function span(text: string, role: Role = 'text'): Span {
	return {text, role, width: cells(text)};
}

export function space(width: number): Span {
	return {text: ' '.repeat(Math.max(0, width)), role: 'text', width: Math.max(0, width)};
}

export function lineWidth(line: Line): number {
	let width = 0;
	for (const part of line) {
		width += part.width;
	}

	return width;
}

/** Exactly `width` cells: what is too long is cut, but never a number; what is short is padded. */
export function fitLine(line: Line, width: number): Line {
	const missing = width - lineWidth(line);
	if (missing === 0) {
		return line;
	}

	if (missing > 0) {
		return [...line, space(missing)];
	}

	return endsWhole(line, width) ?? cutLine(line, width);
}

/** The first parts where they fill the width and no number goes on in the next. */
function endsWhole(line: Line, width: number): Line | undefined {
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

function cutLine(line: Line, width: number): Line {
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

/** `left` and `right` at the two ends of `width` cells; where both do not fit, `right` gives way. */
export function spread(left: Line, right: Line, width: number): Line {
	const gap = width - lineWidth(left) - lineWidth(right);
	return gap >= 1 || lineWidth(right) === 0 ? fitLine([...left, space(gap), ...right], width) : fitLine(left, width);
}

/** The first of the candidates, longest first, that fits into `width`; the last one cut if none does. */
export function longestThatFits(candidates: readonly Line[], width: number): Line {
	const fitting = candidates.find(candidate => lineWidth(candidate) <= width);
	return fitting ?? fitLine(candidates.at(-1) ?? [], width);
}

/** Joins with a separator, leaving out what is empty. */
export function joinSpans(parts: readonly (Line | undefined)[], separator: string, role: Role = 'muted'): Line {
	return parts
		.filter(part => part !== undefined && part.length > 0)
		.flatMap((part, index) => (index === 0 ? (part ?? []) : [span(separator, role), ...(part ?? [])]));
}
