import type {Role} from '../theme/role.js';
import type {Glyphs} from './glyphs.js';
import {fitLine, type Line, lineWidth, span} from './line.js';
import {cells} from './text.js';

export type FrameOptions = {
	readonly title: string;
	/** Text at the right end of the upper edge; dropped when there is no room. */
	readonly detail?: Line;
	readonly width: number;
	readonly height: number;
	readonly isFocused?: boolean;
	/** Time axis on the lower edge, exactly as wide as the content. */
	readonly axis?: string;
	/** Text on the lower edge, from the left corner on. It covers that part of the axis. */
	readonly foot?: string | undefined;
};

/** Cells between border and content on each side. */
const padding = 1;

/** Returns the width of the content of a frame. */
export function innerWidth(width: number): number {
	return Math.max(0, width - 2 - 2 * padding);
}

export function innerHeight(height: number): number {
	return Math.max(0, height - 2);
}

/** Draws a box with a title around the content, exactly `width` × `height`. */
export function frame(content: readonly Line[], options: FrameOptions, glyphs: Glyphs): readonly Line[] {
	const {width, height, isFocused = false} = options;
	const border: Role = isFocused ? 'borderFocused' : 'border';
	const side = span(glyphs.vertical, border);
	const inner = innerWidth(width);
	const lines: Line[] = [upperEdge(options, border, glyphs)];
	for (let row = 0; row < innerHeight(height); row++) {
		const line = fitLine(content[row] ?? [], inner);
		lines.push([side, span(' '), ...line, span(' '), side]);
	}

	lines.push(lowerEdge(options, border, glyphs));
	return lines;
}

function lowerEdge({width, axis = '', foot = ''}: FrameOptions, border: Role, glyphs: Glyphs): Line {
	const inner = Math.max(0, width - 2);
	const marks = axis.length + 2 * padding > inner ? '' : axis;
	const fullAxis = marks === '' ? ' '.repeat(inner) : `${marks.padStart(inner - padding)}${' '.repeat(padding)}`;
	const left = foot === '' || cells(foot) + 4 > inner ? '' : foot;
	const taken = left === '' ? 0 : cells(left) + 3;
	// A partly covered mark would be misleading.
	const behind = fullAxis
		.slice(taken)
		.replace(fullAxis[taken - 1] === ' ' ? /^$/ : /^\S+/, hidden => ' '.repeat(hidden.length));
	const rule = (text: string): Line =>
		text
			.split(/( +)/)
			.filter(Boolean)
			// Marks are muted; the line between them has the role of the border.
			.map(part => (part.startsWith(' ') ? span(glyphs.horizontal.repeat(part.length), border) : span(part, 'muted')));
	return [
		span(glyphs.bottomLeft, border),
		...(left === '' ? [] : [span(`${glyphs.horizontal} `, border), span(left, 'muted'), span(' ', border)]),
		...rule(behind),
		span(glyphs.bottomRight, border),
	];
}

function upperEdge({title, detail = [], width}: FrameOptions, border: Role, glyphs: Glyphs): Line {
	const left: Line = [span(`${glyphs.topLeft}${glyphs.horizontal} `, border), span(title, 'title'), span(' ', border)];
	const right: Line =
		lineWidth(detail) === 0
			? [span(glyphs.topRight, border)]
			: [span(' ', border), ...detail, span(` ${glyphs.horizontal}${glyphs.topRight}`, border)];
	const gap = width - lineWidth(left) - lineWidth(right);
	if (gap >= 1) {
		return [...left, span(glyphs.horizontal.repeat(gap), border), ...right];
	}

	const short = fitLine(left, Math.max(0, width - 1));
	const rest = width - 1 - lineWidth(left);
	return rest > 0
		? [...left, span(glyphs.horizontal.repeat(rest) + glyphs.topRight, border)]
		: [...short, span(glyphs.topRight, border)];
}
