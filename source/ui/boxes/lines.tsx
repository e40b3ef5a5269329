import {Box} from 'ink';
import {createElement, type ReactElement, type ReactNode} from 'react';
import type {Appearance} from '../drawing/appearance.js';
import {cutLine, type Line, lineWidth} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';

export type LinesProps = {readonly lines: readonly Line[]; readonly width: number; readonly height: number};

/** Renders drawn lines in a fixed rectangle. */
export function Lines(props: LinesProps) {
	return linesElement(props, useAppearance());
}

/** The properties of the element that Ink makes of a `<Transform>`. */
type InkText = {
	readonly style: {readonly width: number; readonly height: number; readonly flexShrink: number};
	internal_transform(text: string, index: number): string;
	readonly children?: ReactNode;
};

/**
Returns drawn lines in a fixed rectangle, as one element of Ink 8.0.0: the components of Ink would take as long as the
drawing of a small panel.

The text that Ink lays out is a blank on each row, and never changes; the rows are put in its place when the frame is
composed. So Ink neither measures nor wraps what was drawn to fit.
*/
export function linesElement({lines, width, height}: LinesProps, {paint}: Appearance): ReactElement {
	const count = Math.min(lines.length, height);
	if (width <= 0 || count <= 0) {
		return <Box width={width} height={height} flexShrink={0} />;
	}

	const rows: string[] = [];
	for (let index = 0; index < count; index++) {
		const line = lines[index] ?? [];
		rows.push(paint(lineWidth(line) > width ? cutLine(line, width) : line));
	}

	return createElement<InkText>(
		'ink-text',
		{style: {width, height, flexShrink: 0}, internal_transform: (_, index) => rows[index] ?? ''},
		blanks(count),
	);
}

const blanks = (count: number): string => `${' \n'.repeat(count - 1)} `;
