import {Box, Text} from 'ink';
import {frame, innerWidth} from '../drawing/frame.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';
import {useCost} from './cost.js';

/** What each panel is given: where it stands is its parent's business. */
export type PanelProps = {
	readonly title: string;
	/** What measures for it. */
	readonly collectors: readonly string[];
	readonly width: number;
	readonly height: number;
	/** The keys go to it. */
	readonly isFocused: boolean;
};

type FrameProps = PanelProps & {
	readonly detail?: Line;
	/** Before the detail: what of a list is visible. */
	readonly note?: string | undefined;
	readonly lines: readonly Line[];
	readonly axis?: string | undefined;
};

/** A titled frame around ready lines. One text for Ink, however many lines: Ink's cost grows with its nodes. */
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

/** Ready lines on a fixed rectangle. */
export function Lines({lines, width, height}: LinesProps) {
	const {paint} = useAppearance();
	return (
		<Box width={width} height={height} flexShrink={0}>
			<Text wrap="truncate">{lines.slice(0, height).map(paint).join('\n')}</Text>
		</Box>
	);
}
