import {Box} from 'ink';
import {Lines} from '../boxes/panel.js';
import {fitLine, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {parseFilter} from '../processes/filter.js';

/** The filter as it is typed, in the place of the footer. */
export function FilterLine({
	text,
	columns,
	rows,
}: {
	readonly text: string;
	readonly columns: number;
	readonly rows: number;
}) {
	const {error} = parseFilter(text);
	const hint = error ?? 'Enter keeps it, Esc clears it: text, cpu>5, user=root, mem>=1g, name~^ssh';
	const line = fitLine(
		[
			span(' filter: ', 'key'),
			span(printable(text), 'value'),
			span(' ', 'selected'),
			span(`  ${hint}`, error === undefined ? 'muted' : 'warning'),
		],
		columns,
	);
	return (
		<Box position="absolute" marginTop={Math.max(0, rows - 1)}>
			<Lines lines={[line]} width={columns} height={1} />
		</Box>
	);
}
