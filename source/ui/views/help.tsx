import {frame, innerWidth} from '../drawing/frame.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {type KeyBinding, keyLabel} from '../keys.js';
import {useLook} from '../look.js';
import {Lines} from '../panels/panel.js';

const keyColumnWidth = 14;

/** Generated from the key table: what is listed works. In two columns where one is too long. */
export function drawHelp(bindings: readonly KeyBinding[], width: number, height: number): readonly Line[] {
	const entries = bindings.map(
		({keys, description}): Line => [
			span(keys.map(keyLabel).join(' ').padEnd(keyColumnWidth), 'key'),
			span(description, 'text'),
		],
	);
	const columns = entries.length > height && width >= 100 ? 2 : 1;
	const perColumn = Math.ceil(entries.length / columns);
	const columnWidth = Math.floor(width / columns);
	return Array.from({length: Math.min(height, perColumn)}, (_, row) =>
		Array.from({length: columns}, (_, column) => fitLine(entries[column * perColumn + row] ?? [], columnWidth)).flat(),
	);
}

export type HelpProps = {readonly bindings: readonly KeyBinding[]; readonly width: number; readonly height: number};

export function Help({bindings, width, height}: HelpProps) {
	const {glyphs} = useLook();
	const hasFrame = height >= 5 && width >= 20;
	const lines = drawHelp(bindings, hasFrame ? innerWidth(width) : width, hasFrame ? height - 2 : height);
	const title = 'Keys';
	const detail: Line = [span('Esc closes', 'muted')];
	return (
		<Lines
			lines={
				hasFrame
					? frame(lines, {title, detail, width, height, isFocused: true}, glyphs)
					: lines.map(line => fitLine(line, width))
			}
			width={width}
			height={height}
		/>
	);
}
