import {Box} from 'ink';
import {useContext} from 'react';
import {frame} from '../drawing/frame.js';
import {fitLine, type Line, lineWidth} from '../drawing/line.js';
import {cells} from '../drawing/text.js';
import {useLook} from '../hooks/look.js';
import {MouseTargetsContext} from '../mouse/targets.js';
import {Lines} from './panel.js';

export type OverlayBoxProps = {
	readonly title: string;
	readonly detail?: Line;
	readonly lines: readonly Line[];
	/** Which of the lines is selected, where each can be chosen: it stays in sight on a low screen. */
	readonly selected?: number;
	/** Of lines that are cut already: how many can be chosen, and the number of the first. */
	readonly entries?: {readonly count: number; readonly first: number};
	/** Of the screen that it lies over. */
	readonly columns: number;
	readonly rows: number;
};

/** A framed box in the middle of the screen, as large as its content asks for and the screen allows. */
export function OverlayBox({title, detail = [], lines: all, selected, entries, columns, rows}: OverlayBoxProps) {
	const {glyphs} = useLook();
	const targets = useContext(MouseTargetsContext);
	const frameRows = rows >= 3 && columns >= 8 ? 2 : 0;
	const room = rows - frameRows;
	const first = Math.max(0, Math.min((selected ?? 0) - Math.floor(room / 2), all.length - room));
	const lines = all.slice(first, first + room);
	const wanted = Math.max(cells(title) + lineWidth(detail) + 10, ...lines.map(lineWidth).map(width => width + 4));
	const width = Math.min(columns, wanted);
	const height = lines.length + frameRows;
	const left = Math.floor((columns - width) / 2);
	const top = Math.floor((rows - height) / 2);
	const choosable = selected === undefined ? entries : {count: lines.length, first};
	targets.box = {left, top, width, height, entries: choosable && {...choosable, top: top + frameRows / 2}};
	const drawn =
		frameRows > 0
			? frame(lines, {title, detail, width, height, isFocused: true}, glyphs)
			: lines.map(line => fitLine(line, width));
	return (
		<Box position="absolute" marginLeft={left} marginTop={top}>
			<Lines lines={drawn} width={width} height={height} />
		</Box>
	);
}
