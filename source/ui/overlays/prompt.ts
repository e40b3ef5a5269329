import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';

const maxLength = 200;

export type Prompt = {
	readonly label: string;
	readonly text: string;
	readonly hint: string;
	/** Error message, shown in place of the hint. */
	readonly error: string | undefined;
};

/** Draws an input line that replaces the footer. */
export function drawPrompt({label, text, hint, error}: Prompt, columns: number): Line {
	return fitLine(
		[
			span(` ${label}: `, 'key'),
			span(printable(text), 'value'),
			span(' ', 'selected'),
			span(`  ${error ?? hint}`, error === undefined ? 'muted' : 'warning'),
		],
		columns,
	);
}

/** Returns the text of an input line after a key. */
export function typed(text: string, key: string): string {
	switch (key) {
		case 'backspace':
			return [...text].slice(0, -1).join('');
		case 'space':
			return `${text} `;
		case 'ctrl+u':
			return '';
		default:
			return [...key].length === 1 && text.length < maxLength ? text + key : text;
	}
}

/** Appends the first non-blank line of pasted text. Control characters become spaces. */
export function withPasted(text: string, pasted: string): string {
	const line = pasted.split(/[\r\n]+/).find(one => one.trim() !== '') ?? '';
	const added = line.replaceAll(/\p{Cc}+/gu, ' ').trim();
	return [...text, ...added].slice(0, maxLength).join('');
}
