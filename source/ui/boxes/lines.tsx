import {Box, Transform} from 'ink';
import {cutLine, type Line, lineWidth} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';

export type LinesProps = {readonly lines: readonly Line[]; readonly width: number; readonly height: number};

/**
Renders drawn lines in a fixed rectangle.

The text that Ink lays out is a blank on each row, and never changes; the rows are put in its place when the frame is
composed. So Ink neither measures nor wraps what was drawn to fit.
*/
export function Lines({lines, width, height}: LinesProps) {
	const {paint} = useAppearance();
	const rows = lines.slice(0, height).map(line => paint(lineWidth(line) > width ? cutLine(line, width) : line));
	return (
		<Box width={width} height={height} flexShrink={0}>
			{width > 0 && rows.length > 0 && (
				<Transform transform={(_, index) => rows[index] ?? ''}>{blanks(rows.length)}</Transform>
			)}
		</Box>
	);
}

const blanks = (count: number): string => Array.from({length: count}, () => ' ').join('\n');
