import {ScrolledPage} from '../boxes/scrolled-page.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {useLook} from '../hooks/look.js';
import {type KeyBinding, keyLabel} from '../input/keys.js';

const keyColumnWidth = 13;
const mostColumnWidth = 74;

/** Ten digits in a row are said as one. */
function keysText(keys: readonly string[], isAscii: boolean): string {
	const [first] = keys;
	return keys.length > 4 && first !== undefined
		? `${first}-${keys.at(-1)}`
		: keys.map(key => keyLabel(key, isAscii)).join(' ');
}

const leastWidthForTwo = 120;

/** Generated from the key table: what is listed works. In two columns where there is room and need. */
export function drawHelp(
	bindings: readonly KeyBinding[],
	{width, height, isAscii}: {readonly width: number; readonly height: number; readonly isAscii: boolean},
): readonly Line[] {
	const entries = bindings.map(
		({keys, description}): Line => [
			span(keysText(keys, isAscii).padEnd(keyColumnWidth), 'key'),
			span(description, 'text'),
		],
	);
	const columns = entries.length > height && width >= leastWidthForTwo ? 2 : 1;
	const perColumn = Math.ceil(entries.length / columns);
	const columnWidth = Math.min(mostColumnWidth, Math.floor(width / columns));
	return Array.from({length: perColumn}, (_, row) =>
		Array.from({length: columns}, (_, column) => fitLine(entries[column * perColumn + row] ?? [], columnWidth)).flat(),
	);
}

export type HelpProps = {
	readonly bindings: readonly KeyBinding[];
	readonly scroll: number;
	readonly width: number;
	readonly height: number;
};

export function Help({bindings, height, ...props}: HelpProps) {
	const {isAscii} = useLook();
	return (
		<ScrolledPage
			title="Keys"
			linesFor={width => drawHelp(bindings, {width, height: height - 2, isAscii})}
			height={height}
			{...props}
		/>
	);
}
