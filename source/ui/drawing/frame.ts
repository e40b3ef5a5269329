import type {Role} from '../theme/role.js';
import {type Border, contentSize} from './border.js';
import type {Glyphs} from './glyphs.js';
import {fitLine, type Line, lineWidth, type Span, span} from './line.js';
import {cells} from './text.js';

export type FrameOptions = {
	readonly title: string;
	/** Text at the right end of the upper edge; dropped when there is no room. */
	readonly detail?: Line;
	readonly width: number;
	readonly height: number;
	readonly isFocused?: boolean;
	/** Defaults to a box. */
	readonly border?: Border;
	/** Number of the panel, drawn before its title. */
	readonly number?: number | undefined;
	/** Time axis on the lower edge, exactly as wide as the content. */
	readonly axis?: string;
	/** Text on the lower edge, from the left corner on. It covers that part of the axis. */
	readonly foot?: string | undefined;
};

/** Cells between border and content on each side. */
const padding = 1;

/** Returns the width of the content of a box. */
export function innerWidth(width: number): number {
	return contentSize({width, height: 0, border: 'box'}).width;
}

/** Draws the border with a title and the content, exactly `width` × `height`. */
export function frame(content: readonly Line[], options: FrameOptions, glyphs: Glyphs): readonly Line[] {
	const {width, height, border = 'box', isFocused = false, number} = options;
	const role: Role = isFocused ? 'borderFocused' : 'border';
	const inner = contentSize({width, height, border});
	const side = border === 'box' ? [span(glyphs.vertical, role)] : [];
	const lines: Line[] = border === 'none' ? [] : [upperEdge(options, role, glyphs)];
	for (let row = 0; row < inner.height; row++) {
		const line = fitLine(content[row] ?? [], inner.width);
		const before = border === 'none' && row === 0 ? numberSpan(number, isFocused, glyphs) : undefined;
		lines.push([...side, before?.width === padding ? before : gap, ...line, gap, ...side]);
	}

	if (border === 'box') {
		lines.push(lowerEdge(options, role, glyphs));
	}

	return lines;
}

const gap = span(' ');

/** Returns the number of a panel before its title. */
function numberSpan(number: number | undefined, isFocused: boolean, glyphs: Glyphs): Span | undefined {
	const text = number === undefined ? undefined : glyphs.panelNumbers[number - 1];
	return text === undefined ? undefined : span(text, isFocused ? 'accent' : 'muted');
}

/** Returns the cells beside the title of a panel for a detail; negative when the title alone does not fit. */
export function detailRoom({title, width, border = 'box', number}: FrameOptions, glyphs: Glyphs): number {
	const corners = border === 'box' ? 2 : 0;
	// The edge is `─ title ──── detail ─`.
	return width - corners - cells(title) - (numberSpan(number, false, glyphs)?.width ?? 0) - 7;
}

function lowerEdge({width, axis = '', foot = ''}: FrameOptions, role: Role, glyphs: Glyphs): Line {
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
			.map(part => (part.startsWith(' ') ? span(glyphs.horizontal.repeat(part.length), role) : span(part, 'muted')));
	return [
		span(glyphs.bottomLeft, role),
		...(left === '' ? [] : [span(`${glyphs.horizontal} `, role), span(left, 'muted'), span(' ', role)]),
		...rule(behind),
		span(glyphs.bottomRight, role),
	];
}

function upperEdge(
	{title, detail = [], width, border = 'box', number, isFocused = false}: FrameOptions,
	role: Role,
	glyphs: Glyphs,
): Line {
	const [start, end] = border === 'box' ? [glyphs.topLeft, glyphs.topRight] : ['', ''];
	const shownNumber = numberSpan(number, isFocused, glyphs);
	const left: Line = [
		span(`${start}${glyphs.horizontal} `, role),
		...(shownNumber ? [shownNumber] : []),
		span(title, 'title'),
		gap,
	];
	const right: Line =
		lineWidth(detail) === 0 ? [span(end, role)] : [gap, ...detail, span(` ${glyphs.horizontal}${end}`, role)];
	const rest = width - lineWidth(left) - lineWidth(right);
	if (rest >= 1) {
		return [...left, span(glyphs.horizontal.repeat(rest), role), ...right];
	}

	const corner = span(end, role);
	const room = width - corner.width - lineWidth(left);
	return room > 0
		? [...left, span(glyphs.horizontal.repeat(room), role), corner]
		: [...fitLine(left, Math.max(0, width - corner.width)), corner];
}
