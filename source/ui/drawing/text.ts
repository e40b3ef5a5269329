import stringWidth from 'string-width';
import {figureAt, writingsOf} from './figure.js';

/** What a text that comes from outside is cut with. */
export const ellipsis = '…';

const printableAscii = /^[ -~]*$/;

/** Terminal cells that a text takes. */
export function cells(text: string): number {
	return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** Exactly `width` cells: cut with an ellipsis or padded on the right. */
export function fit(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}

	const length = cells(text);
	return length <= width ? text + ' '.repeat(width - length) : cut(text, width);
}

/**
Exactly `width` cells, padded on the left: for numbers. Where it is too long, it is written shorter: the first of `texts` that
fits, and then the last with shorter units and fewer decimals. Where that does not help, nothing stands there: a part of a
number is another number.
*/
export function fitRight(texts: string | readonly string[], width: number): string {
	const [text = '', ...others] = typeof texts === 'string' ? [texts] : texts;
	if (cells(text) <= width) {
		return ' '.repeat(width - cells(text)) + text;
	}

	const last = others.at(-1) ?? text;
	const fitting = [...others, ...writingsOf(last)].find(writing => cells(writing) <= width);
	if (fitting !== undefined) {
		return fitRight(fitting, width);
	}

	return /\d/.test(last) ? ' '.repeat(Math.max(0, width)) : cut(last, width);
}

/** With an ellipsis, and before a number that would be cut. */
function cut(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}

	const kept = text.slice(0, endOfCut(text, width - 1));
	return `${kept}${ellipsis}${' '.repeat(width - 1 - cells(kept))}`;
}

/** Where a text ends of which `room` cells may stay before an ellipsis: never in a number. */
export function endOfCut(text: string, room: number): number {
	let end = 0;
	let left = room;
	for (const {segment, index} of graphemes.segment(text)) {
		const size = cells(segment);
		if (size > left) {
			break;
		}

		end = index + segment.length;
		left -= size;
	}

	return figureAt(text, end)?.start ?? end;
}

/** The rows that a text takes when it is broken between words; a word that is too long for a row is broken too. */
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

		for (const {segment} of graphemes.segment(word)) {
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

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
