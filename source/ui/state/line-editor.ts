import {graphemesOf} from '../drawing/graphemes.js';

/** A line that is being typed. */
export type EditedLine = {
	readonly text: string;
	/** Offset of the caret in the text, on the border of a character. */
	readonly caret: number;
	/** The earlier line that is shown, counted from the newest, and the text that it replaced. */
	readonly recalled?: {readonly back: number; readonly replaced: string} | undefined;
};

const maxLength = 200;

/** Returns a line with the caret at its end. */
export function lineOf(text: string): EditedLine {
	return {text, caret: text.length};
}

/**
Returns the line after a key, as in a shell: arrows, Home and End, Ctrl-A, E, B, F, W, U, K, D and H, Alt-B, F, D and
Backspace. `earlier` are the lines that Up and Down recall, the newest last. A key that does not edit returns the same line.
*/
export function edited(line: EditedLine, key: string, earlier: readonly string[] = []): EditedLine {
	const {text, caret} = line;
	switch (key) {
		case 'left':
		case 'ctrl+b':
			return moved(line, previous(text, caret));
		case 'right':
		case 'ctrl+f':
			return moved(line, next(text, caret));
		case 'home':
		case 'ctrl+a':
			return moved(line, 0);
		case 'end':
		case 'ctrl+e':
			return moved(line, text.length);
		case 'alt+b':
		case 'ctrl+left':
			return moved(line, wordStart(text, caret));
		case 'alt+f':
		case 'ctrl+right':
			return moved(line, wordEnd(text, caret));
		case 'backspace':
		case 'ctrl+h':
			return without(text, previous(text, caret), caret);
		case 'delete':
		case 'ctrl+d':
			return without(text, caret, next(text, caret));
		case 'ctrl+w':
			return without(text, caret - (/\S*\s*$/.exec(text.slice(0, caret))?.[0].length ?? 0), caret);
		case 'alt+backspace':
			return without(text, wordStart(text, caret), caret);
		case 'alt+d':
			return without(text, caret, wordEnd(text, caret));
		case 'ctrl+u':
			return without(text, 0, caret);
		case 'ctrl+k':
			return without(text, caret, text.length);
		case 'up':
		case 'ctrl+p':
			return recalled(line, earlier, 1);
		case 'down':
		case 'ctrl+n':
			return recalled(line, earlier, -1);
		case 'space':
			return inserted(line, ' ');
		default:
			return [...key].length === 1 ? inserted(line, key) : line;
	}
}

/** Returns the line with the first non-blank line of pasted text. Control characters become spaces. */
export function withPasted(line: EditedLine, pasted: string): EditedLine {
	const first = pasted.split(/[\r\n]+/).find(one => one.trim() !== '') ?? '';
	return inserted(line, first.replaceAll(/\p{Cc}+/gu, ' ').trim());
}

/** Maximum number of earlier lines that are kept. */
const maxEarlier = 50;

/** Returns the earlier lines with `text` as the newest one. A repeated line is kept once. */
export function withEarlier(earlier: readonly string[], text: string): readonly string[] {
	return text.trim() === '' ? earlier : [...earlier.filter(one => one !== text), text].slice(-maxEarlier);
}

function moved(line: EditedLine, caret: number): EditedLine {
	return caret === line.caret ? line : {...line, caret};
}

function inserted({text, caret}: EditedLine, added: string): EditedLine {
	const room = Math.max(0, maxLength - [...text].length);
	const kept = [...added].slice(0, room).join('');
	return {text: text.slice(0, caret) + kept + text.slice(caret), caret: caret + kept.length};
}

function without(text: string, from: number, to: number): EditedLine {
	return {text: text.slice(0, from) + text.slice(to), caret: from};
}

function recalled(line: EditedLine, earlier: readonly string[], step: 1 | -1): EditedLine {
	const {back = 0, replaced = line.text} = line.recalled ?? {};
	const target = back + step;
	const text = target === 0 ? replaced : earlier.at(-target);
	return target < 0 || text === undefined
		? line
		: {...lineOf(text), recalled: target === 0 ? undefined : {back: target, replaced}};
}

function previous(text: string, caret: number): number {
	return [...graphemesOf(text)].findLast(({index}) => index < caret)?.index ?? 0;
}

function next(text: string, caret: number): number {
	return [...graphemesOf(text)].find(({index}) => index > caret)?.index ?? text.length;
}

function wordStart(text: string, caret: number): number {
	return caret - (/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u.exec(text.slice(0, caret))?.[0].length ?? 0);
}

function wordEnd(text: string, caret: number): number {
	return caret + (/^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(caret))?.[0].length ?? 0);
}
