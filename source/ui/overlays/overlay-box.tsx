import {Box} from 'ink';
import {frame} from '../drawing/frame.js';
import {fitLine, type Line, lineWidth} from '../drawing/line.js';
import {cells} from '../drawing/text.js';
import {useLook} from '../look.js';
import {Lines} from '../panels/panel.js';

export type OverlayBoxProps = {
	readonly title: string;
	readonly detail?: Line;
	readonly lines: readonly Line[];
	/** Of the screen that it lies over. */
	readonly columns: number;
	readonly rows: number;
};

/** A framed box in the middle of the screen, as large as its content asks for and the screen allows. */
export function OverlayBox({title, detail = [], lines, columns, rows}: OverlayBoxProps) {
	const {glyphs} = useLook();
	const wanted = Math.max(cells(title) + lineWidth(detail) + 10, ...lines.map(lineWidth).map(width => width + 4));
	const width = Math.min(columns, wanted);
	const hasFrame = rows >= 3 && width >= 8;
	const height = Math.min(rows, lines.length + (hasFrame ? 2 : 0));
	const drawn = hasFrame
		? frame(lines, {title, detail, width, height, isFocused: true}, glyphs)
		: lines.map(line => fitLine(line, width));
	return (
		<Box position="absolute" marginLeft={Math.floor((columns - width) / 2)} marginTop={Math.floor((rows - height) / 2)}>
			<Lines lines={drawn} width={width} height={height} />
		</Box>
	);
}
