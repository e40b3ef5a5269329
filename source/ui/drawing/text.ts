import stringWidth from 'string-width';

/** What a text that comes from outside is cut with. */
const ellipsis = '…';

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

/** Exactly `width` cells, padded on the left: for numbers. */
export function fitRight(text: string, width: number): string {
	const length = cells(text);
	return length <= width ? ' '.repeat(width - length) + text : cut(text, width);
}

function cut(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}

	let taken = '';
	let room = width - 1;
	for (const {segment} of graphemes.segment(text)) {
		const size = cells(segment);
		if (size > room) {
			break;
		}

		taken += segment;
		room -= size;
	}

	return taken + ellipsis + ' '.repeat(room);
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
