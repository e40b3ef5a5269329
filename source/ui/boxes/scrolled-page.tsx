import {frame, innerWidth} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, span} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';
import {stretch} from '../hooks/use-list.js';
import {firstShown, type ScrollExtent} from '../lists/scroll.js';
import {Lines} from './lines.js';

export type ScrolledPageProps = {
	readonly title: string;
	/** Returns all lines, drawn for the width. */
	linesFor(width: number): readonly Line[];
	readonly scroll: number;
	readonly width: number;
	readonly height: number;
};

/** Returns the scroll extent of a page. `rowsFor` returns the number of its lines for the width. */
export function pageExtent({
	rowsFor,
	width,
	height,
}: Pick<ScrolledPageProps, 'width' | 'height'> & {rowsFor(width: number): number}): ScrollExtent {
	return isFramed(width, height)
		? {rows: rowsFor(innerWidth(width)), room: height - 2}
		: {rows: rowsFor(width), room: height};
}

/** Returns whether a page of that size has a frame. */
export function isFramed(width: number, height: number): boolean {
	return height >= 5 && width >= 20;
}

/** Renders lines on the whole screen, scrolled by `scroll` rows. */
export function ScrolledPage({title, linesFor, scroll, width, height}: ScrolledPageProps) {
	const {glyphs} = useAppearance();
	const hasFrame = isFramed(width, height);
	const lines = linesFor(hasFrame ? innerWidth(width) : width);
	const room = hasFrame ? height - 2 : height;
	const first = firstShown(scroll, {rows: lines.length, room});
	const shown = lines.slice(first, first + room);
	const range = shown.length < lines.length ? [span(stretch(first, shown.length, lines.length), 'accent')] : [];
	const detail = joinSpans([range, [span('Esc closes', 'muted')]], ` ${glyphs.separator} `);
	return (
		<Lines
			lines={
				hasFrame
					? frame(shown, {title, detail, width, height, isFocused: true}, glyphs)
					: shown.map(line => fitLine(line, width))
			}
			width={width}
			height={height}
		/>
	);
}
