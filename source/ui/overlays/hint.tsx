import {Box} from 'ink';
import {Lines} from '../boxes/lines.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {useUi} from '../hooks/services.js';

type HintProps = {readonly columns: number; readonly rows: number};

/** Draws a hint for the lower edge of the screen, in as many rows as it needs and the screen has. */
export function drawHint(text: string, {columns, rows}: HintProps): readonly Line[] {
	return wrapped(printable(text), Math.max(1, columns - 2))
		.slice(0, Math.max(1, rows))
		.map(line => fitLine([span(` ${line} `, 'badge')], columns));
}

/** Renders the hint over the lower edge of the screen. */
export function Hint(props: HintProps) {
	const hint = useUi(ui => ui.hint);
	if (hint === undefined) {
		return null;
	}

	const lines = drawHint(hint.text, props);
	return (
		<Box position="absolute" marginTop={Math.max(0, props.rows - lines.length)}>
			<Lines lines={lines} width={props.columns} height={lines.length} />
		</Box>
	);
}
