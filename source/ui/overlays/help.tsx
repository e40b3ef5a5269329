import {ScrolledPage} from '../boxes/scrolled-page.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {useAppearance, useScreen} from '../hooks/services.js';
import {keyLabel} from '../input/keys.js';
import type {KeyBinding} from '../state/key-binding.js';

const keyColumnWidth = 13;
const maxColumnWidth = 74;

/** Returns the keys of an action as text. A long series, such as the digits, is shortened to a range. */
function keysText(keys: readonly string[], isAscii: boolean): string {
	const [first] = keys;
	return keys.length > 4 && first !== undefined
		? `${first}-${keys.at(-1)}`
		: keys.map(key => keyLabel(key, isAscii)).join(' ');
}

const minTwoColumnWidth = 120;

/**
Draws the help from the key table, in two columns when the list is higher than the screen and the screen is wide enough.
*/
function drawHelp(
	bindings: readonly KeyBinding[],
	{width, height, isAscii}: {readonly width: number; readonly height: number; readonly isAscii: boolean},
): readonly Line[] {
	const entries = bindings.map(
		({keys, description}): Line => [
			span(keysText(keys, isAscii).padEnd(keyColumnWidth), 'key'),
			span(description, 'text'),
		],
	);
	const columns = entries.length > height && width >= minTwoColumnWidth ? 2 : 1;
	const perColumn = Math.ceil(entries.length / columns);
	const columnWidth = Math.min(maxColumnWidth, Math.floor(width / columns));
	return Array.from({length: perColumn}, (_, row) =>
		Array.from({length: columns}, (_, column) => fitLine(entries[column * perColumn + row] ?? [], columnWidth)).flat(),
	);
}

/** Returns a function that draws the help for a given width. */
export function helpLines(bindings: readonly KeyBinding[], height: number, isAscii: boolean) {
	return (width: number): readonly Line[] => drawHelp(bindings, {width, height: height - 2, isAscii});
}

export function Help(props: {readonly scroll: number; readonly width: number; readonly height: number}) {
	const bindings = useScreen(({settings}) => settings.bindings);
	const {isAscii} = useAppearance();
	return <ScrolledPage title="Keys" linesFor={helpLines(bindings, props.height, isAscii)} {...props} />;
}
