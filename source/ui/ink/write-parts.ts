import type {Part} from './changed-parts.js';
import {codesBetween, type Style, showsOnBlanks} from './style.js';

/** Where the terminal is: the style of the next character, and the column of the cursor, if it is known. */
export type Position = {readonly style: Style; readonly column: number | undefined};

/** Bytes, and where the terminal is after them. */
export type Written = Position & {readonly text: string};

/**
Returns the bytes that write the parts of a row. They are written from left to right, or those of one style after the other
if this takes fewer bytes: a colour of 24 bits takes 19 bytes, a movement four or five.
*/
export function writeParts(parts: readonly Part[], position: Position): Written {
	const written = write(parts, position);
	const sorted = parts.length > 2 ? byStyle(parts, position.style) : undefined;
	const other = sorted && write(sorted, position);
	return other && other.text.length < written.text.length ? other : written;
}

function write(parts: readonly Part[], position: Position): Written {
	let text = '';
	let {style, column} = position;
	for (const part of parts) {
		text += movement(column, part.column);
		if (part.hasLook ? style.spelling !== part.style.spelling : showsOnBlanks(style)) {
			text += codesBetween(style, part.style);
			style = part.style;
		}

		text += part.value;
		column = part.column + part.cells;
	}

	return {text, style, column};
}

/** Returns the parts in groups of one style, that of the terminal first; `undefined` if each style occurs only once. */
function byStyle(parts: readonly Part[], {spelling}: Style): readonly Part[] | undefined {
	const groups = new Map<string, Part[]>([[spelling, []]]);
	let group: Part[] | undefined;
	let recurs = false;
	for (const part of parts) {
		if (part.hasLook || !group) {
			const known = groups.get(part.style.spelling);
			recurs ||= known !== group && known !== undefined && known.length > 0;
			group = known ?? [];
			groups.set(part.style.spelling, group);
		}

		group.push(part);
	}

	return recurs ? [...groups.values()].flat() : undefined;
}

/** Returns the shortest movement within a row (ECMA-48). */
function movement(from: number | undefined, to: number): string {
	if (from === to) {
		return '';
	}

	const distance = from === undefined ? 0 : to - from;
	return distance > 0 && distance < 10 ? `\u001B[${distance === 1 ? '' : distance}C` : `\u001B[${to + 1}G`;
}
