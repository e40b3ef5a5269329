import {Box, Text} from 'ink';
import {frame, innerWidth} from '../drawing/frame.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';
import {useCost} from './cost.js';

/** Properties that every panel gets. The parent decides where the panel stands. */
export type PanelProps = {
	readonly title: string;
	/** Names of the collectors that measure for the panel. */
	readonly collectors: readonly string[];
	readonly width: number;
	readonly height: number;
	/** Whether the panel has the focus. */
	readonly isFocused: boolean;
};

type FrameProps = PanelProps & {
	readonly detail?: Line;
	/** Visible range of a list, shown before the detail. */
	readonly note?: string | undefined;
	readonly lines: readonly Line[];
	readonly axis?: string | undefined;
};

/**
Renders a titled frame around drawn lines. It is one text node for Ink, because the cost of Ink grows with its nodes.
*/
export function Panel(props: FrameProps) {
	const {title, collectors, detail = [], note, lines, axis, width, height, isFocused} = props;
	const {glyphs} = useAppearance();
	const foot = useCost(collectors, innerWidth(width) - 2, glyphs.separator);
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

/** Renders drawn lines in a fixed rectangle. */
export function Lines({lines, width, height}: LinesProps) {
	const {paint} = useAppearance();
	return (
		<Box width={width} height={height} flexShrink={0}>
			<Text wrap="truncate">{lines.slice(0, height).map(paint).join('\n')}</Text>
		</Box>
	);
}
