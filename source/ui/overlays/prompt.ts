import {graphemesOf} from '../drawing/graphemes.js';
import {fitLine, type Line, lineWidth, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells} from '../drawing/text.js';
import type {EditedLine} from '../state/line-editor.js';

export type Prompt = {
	readonly label: string;
	readonly line: EditedLine;
	readonly hint: string;
	/** Error message, shown in place of the hint. */
	readonly error: string | undefined;
};

/** Minimum cells for the text before the hint is cut. */
const minTextWidth = 20;

/** Draws an input line that replaces the footer. A text without enough room is scrolled to its caret. */
export function drawPrompt({label, line, hint, error}: Prompt, columns: number): Line {
	const head = span(` ${label}: `, 'key');
	const note = span(`  ${error ?? hint}`, error === undefined ? 'muted' : 'warning');
	const room = Math.max(1, columns - head.width);
	const textRoom = error === undefined ? room : Math.max(Math.min(room, minTextWidth), room - note.width);
	const input = drawInput(line, textRoom);
	return fitLine([head, ...input, ...(lineWidth(input) < room ? [note] : [])], columns);
}

/** Draws the part of a line around its caret that fits into `width` cells. */
export function drawInput({text, caret}: EditedLine, width: number): Line {
	// A space at the end holds the caret.
	const characters = [...graphemesOf(`${text} `)].map(({segment, index}) => ({index, text: printable(segment)}));
	const widths = characters.map(character => cells(character.text));
	const at = Math.max(
		0,
		characters.findLastIndex(({index}) => index <= caret),
	);
	let first = at;
	let used = widths[at] ?? 0;
	while (first > 0 && used + (widths[first - 1] ?? 0) <= width) {
		first -= 1;
		used += widths[first] ?? 0;
	}

	let end = at + 1;
	while (end < characters.length && used + (widths[end] ?? 0) <= width) {
		used += widths[end] ?? 0;
		end += 1;
	}

	const part = (from: number, to: number): string =>
		characters
			.slice(from, to)
			.map(character => character.text)
			.join('');
	const spans: readonly Span[] = [
		span(part(first, at), 'value'),
		span(part(at, at + 1), 'selected'),
		span(part(at + 1, end), 'value'),
	];
	return spans.filter(one => one.width > 0);
}
