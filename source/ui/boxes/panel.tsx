import {Box, Text} from 'ink';
import {frame, innerWidth} from '../drawing/frame.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {useLook} from '../hooks/look.js';
import {useCost} from '../panels/cost.js';

/** Where a panel stands is its parent's business; how large it is, it is told. */
export type PanelSize = {readonly width: number; readonly height: number; readonly isFocused?: boolean};

export type PanelProps = PanelSize & {
	readonly title: string;
	readonly detail?: Line;
	/** Before the detail: what of a list is visible. */
	readonly note?: string | undefined;
	readonly lines: readonly Line[];
	readonly axis?: string | undefined;
};

/** A titled frame around ready lines. One text for Ink, however many lines: Ink's cost grows with its nodes. */
export function Panel({title, detail = [], note, lines, axis, width, height, isFocused = false}: PanelProps) {
	const {glyphs} = useLook();
	const foot = useCost(innerWidth(width) - 2, glyphs.separator);
	const visible: Line | undefined = note === undefined ? undefined : [span(note, isFocused ? 'accent' : 'muted')];
	const right = joinSpans([visible, detail], ` ${glyphs.separator} `);
	return (
		<Lines
			lines={frame(
				lines,
				{title, detail: right, width, height, isFocused, foot, ...(axis === undefined ? {} : {axis})},
				glyphs,
			)}
			width={width}
			height={height}
		/>
	);
}

export type LinesProps = {readonly lines: readonly Line[]; readonly width: number; readonly height: number};

/** Ready lines on a fixed rectangle. */
export function Lines({lines, width, height}: LinesProps) {
	const {paint} = useLook();
	return (
		<Box width={width} height={height} flexShrink={0}>
			<Text wrap="truncate">{lines.slice(0, height).map(paint).join('\n')}</Text>
		</Box>
	);
}
