import {Box} from 'ink';
import {detailRoom, frame} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, lineWidth, span} from '../drawing/line.js';
import {cells} from '../drawing/text.js';
import {useAppearance} from '../hooks/services.js';
import {stretch} from '../hooks/use-list.js';
import {Lines} from './lines.js';

export type BoxContent = {
	readonly title: string;
	readonly detail?: Line;
	/** Lines above the others that are always visible. */
	readonly head?: readonly Line[];
	readonly lines: readonly Line[];
	/** Index of the selected line; it stays visible on a low screen. Absent when lines cannot be selected. */
	readonly selected?: number;
	/** Selectable lines of a list that is already cut: their number, and the index of the first. */
	readonly entries?: {readonly count: number; readonly first: number};
};

/** Size of the screen that a box covers. */
export type Screen = {readonly columns: number; readonly rows: number};

/** Position and visible lines of a box over the panels. */
export type BoxLayout = {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly hasFrame: boolean;
	readonly lines: readonly Line[];
	/** Visible part of a menu that is higher than the screen: `1–3 of 14`. */
	readonly range: string | undefined;
	/** Selectable lines: row of the first, number of visible ones, index of the first. */
	readonly entries: {readonly top: number; readonly count: number; readonly first: number} | undefined;
};

/** Computes the layout of a box: centred, as large as its content requires and the screen allows. */
export function boxLayout(content: BoxContent, {columns, rows}: Screen): BoxLayout {
	const {title, detail = [], head = [], lines: all, selected, entries} = content;
	const hasFrame = rows >= 3 && columns >= 8;
	const frameRows = hasFrame ? 2 : 0;
	const room = Math.max(1, rows - frameRows - head.length);
	const first = Math.max(0, Math.min((selected ?? 0) - Math.floor(room / 2), all.length - room));
	const listed = all.slice(first, first + room);
	const lines = [...head, ...listed].slice(0, rows - frameRows);
	const range =
		selected !== undefined && listed.length < all.length ? stretch(first, listed.length, all.length) : undefined;
	const requiredWidth = Math.max(
		cells(title) + lineWidth(detail) + (range === undefined ? 0 : range.length + 3) + 10,
		...[...head, ...all].map(lineWidth).map(width => width + 4),
	);
	const width = Math.min(columns, requiredWidth);
	const height = lines.length + frameRows;
	const top = Math.floor((rows - height) / 2);
	const choosable = selected === undefined ? entries : {count: listed.length, first};
	return {
		left: Math.floor((columns - width) / 2),
		top,
		width,
		height,
		hasFrame,
		lines,
		range,
		entries: choosable && {...choosable, top: top + frameRows / 2 + head.length},
	};
}

/** Renders a framed box over the panels. */
export function OverlayBox({content, ...screen}: Screen & {readonly content: BoxContent}) {
	const {glyphs} = useAppearance();
	const {title, detail = []} = content;
	const {left, top, width, height, hasFrame, lines, range} = boxLayout(content, screen);
	const room = detailRoom({title, width, height}, glyphs);
	const shownDetail = rightOf(range, detail, room, glyphs.separator);
	const drawn = hasFrame
		? frame(lines, {title, detail: shownDetail, width, height, isFocused: true}, glyphs)
		: lines.map(line => fitLine(line, width));
	return (
		<Box position="absolute" marginLeft={left} marginTop={top}>
			<Lines lines={drawn} width={width} height={height} />
		</Box>
	);
}

/** Draws the range and the keys of a box; without room for both, the range. */
function rightOf(range: string | undefined, detail: Line, room: number, separator: string): Line {
	if (range === undefined) {
		return detail;
	}

	const visible: Line = [span(range, 'accent')];
	const both = joinSpans([visible, detail], ` ${separator} `);
	return lineWidth(both) <= room ? both : visible;
}
