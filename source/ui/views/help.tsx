import {frame, innerWidth} from '../drawing/frame.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {type KeyBinding, keyLabel} from '../keys.js';
import {useLook} from '../look.js';
import {Lines} from '../panels/panel.js';

const keyColumnWidth = 13;
const mostColumnWidth = 74;

/** Ten digits in a row are said as one. */
function keysText(keys: readonly string[], isAscii: boolean): string {
	const [first] = keys;
	return keys.length > 4 && first !== undefined
		? `${first}-${keys.at(-1)}`
		: keys.map(key => keyLabel(key, isAscii)).join(' ');
}

/** Generated from the key table: what is listed works. In two columns where there is room, else it scrolls. */
export function drawHelp(
	bindings: readonly KeyBinding[],
	{width, height, scroll, isAscii}: {width: number; height: number; scroll: number; isAscii: boolean},
): readonly Line[] {
	const entries = bindings.map(
		({keys, description}): Line => [
			span(keysText(keys, isAscii).padEnd(keyColumnWidth), 'key'),
			span(description, 'text'),
		],
	);
	const columns = entries.length > height && width >= 2 * 60 ? 2 : 1;
	const perColumn = Math.ceil(entries.length / columns);
	const columnWidth = Math.min(mostColumnWidth, Math.floor(width / columns));
	const first = Math.max(0, Math.min(scroll, perColumn - height));
	return Array.from({length: Math.min(height, perColumn)}, (_, row) =>
		Array.from({length: columns}, (_, column) => {
			const index = row + first;
			return fitLine(index < perColumn ? (entries[column * perColumn + index] ?? []) : [], columnWidth);
		}).flat(),
	);
}

export type HelpProps = {
	readonly bindings: readonly KeyBinding[];
	readonly scroll: number;
	readonly width: number;
	readonly height: number;
};

export function Help({bindings, scroll, width, height}: HelpProps) {
	const {glyphs, isAscii} = useLook();
	const hasFrame = height >= 5 && width >= 20;
	const room = hasFrame ? height - 2 : height;
	const inner = hasFrame ? innerWidth(width) : width;
	const lines = drawHelp(bindings, {width: inner, height: room, scroll, isAscii});
	const isCut = bindings.length > room && inner < 2 * 60;
	const detail: Line = [span(isCut ? 'arrows scroll, Esc closes' : 'Esc closes', 'muted')];
	return (
		<Lines
			lines={
				hasFrame
					? frame(lines, {title: 'Keys', detail, width, height, isFocused: true}, glyphs)
					: lines.map(line => fitLine(line, width))
			}
			width={width}
			height={height}
		/>
	);
}
