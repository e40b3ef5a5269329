import stringWidth from 'string-width';
import {figureAt, variantsOf} from './figure.js';
import {graphemesOf, printableAscii} from './graphemes.js';

/** Mark at the end of a text that was cut. */
export const ellipsis = '…';

/** Returns the number of terminal cells of a text. */
export function cells(text: string): number {
	return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** Cuts or pads a text on the right to exactly `width` cells. */
export function fit(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}

	const length = cells(text);
	return length <= width ? text + ' '.repeat(width - length) : cut(text, width);
}

/** Like `fit`, but cuts a path at its beginning, because the end distinguishes paths: `…/backup`. */
export function fitPath(path: string, width: number): string {
	if (width <= 1 || cells(path) <= width) {
		return fit(path, width);
	}

	let kept = '';
	let left = width - 1;
	for (const {segment} of [...graphemesOf(path)].reverse()) {
		left -= cells(segment);
		if (left < 0) {
			break;
		}

		kept = segment + kept;
	}

	const slash = kept.indexOf('/');
	return fit(`${ellipsis}${slash > 0 ? kept.slice(slash) : kept}`, width);
}

/**
Pads a number on the left to exactly `width` cells. When it is too long, the first of `texts` that fits is used, then the
last one with shorter units and fewer decimals. When nothing fits, the result is blank, because a part of a number is
another number.
*/
export function fitRight(texts: string | readonly string[], width: number): string {
	const [text = '', ...others] = typeof texts === 'string' ? [texts] : texts;
	if (cells(text) <= width) {
		return ' '.repeat(width - cells(text)) + text;
	}

	const last = others.at(-1) ?? text;
	const fitting = [...others, ...variantsOf(last)].find(writing => cells(writing) <= width);
	if (fitting !== undefined) {
		return fitRight(fitting, width);
	}

	return /\d/.test(last) ? ' '.repeat(Math.max(0, width)) : cut(last, width);
}

/** Cuts a text with an ellipsis, before a number that would be split. */
function cut(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}

	const kept = text.slice(0, endOfCut(text, width - 1));
	return `${kept}${ellipsis}${' '.repeat(width - 1 - cells(kept))}`;
}

/** Returns the index at which to cut a text to `room` cells; it never splits a number. */
export function endOfCut(text: string, room: number): number {
	const end = endOfRoom(text, room);
	return figureAt(text, end)?.start ?? end;
}

function endOfRoom(text: string, room: number): number {
	// Nearly all texts.
	if (printableAscii.test(text)) {
		return Math.min(Math.max(0, room), text.length);
	}

	let end = 0;
	let left = room;
	for (const {segment, index} of graphemesOf(text)) {
		const size = cells(segment);
		if (size > left) {
			break;
		}

		end = index + segment.length;
		left -= size;
	}

	return end;
}

/** Wraps a text into rows of `width` cells between words. A word longer than a row is split. */
export function wrapped(text: string, width: number): readonly string[] {
	const rows: string[] = [];
	let row = '';
	const put = (word: string): void => {
		const joined = row === '' ? word : `${row} ${word}`;
		if (cells(joined) <= width) {
			row = joined;
			return;
		}

		if (row !== '') {
			rows.push(row);
			row = '';
		}

		for (const {segment} of graphemesOf(word)) {
			if (row !== '' && cells(row + segment) > width) {
				rows.push(row);
				row = '';
			}

			row += segment;
		}
	};

	for (const word of text.split(' ')) {
		put(word);
	}

	return [...rows, row];
}
