import type {Role} from '../theme/role.js';
import type {Line, Span} from './line.js';

const signs: Readonly<Partial<Record<Role, string>>> = {level3: '!', warning: '!', level4: '!!', critical: '!!'};

/** Matches a number with the blanks around it, but not one with a word, such as `2 lost`, which says enough. */
const numberPattern = /^( *)([+-]?\d(?!.*\p{L}{4}).*?)( *)$/u;

/**
Puts `!` before a high number and `!!` before a very high one, in place of blanks, or behind it when there is more room. For
screens without colour, where a number of 100 % would look like one of 3 %.
*/
export function withLevelSigns(line: Line): Line {
	const parts = [...line];
	for (const [index, part] of line.entries()) {
		const sign = signs[part.role];
		// A single digit may be a cell of the heat map.
		const number = sign !== undefined && part.width > 1 ? numberPattern.exec(part.text) : null;
		if (sign !== undefined && number) {
			mark(parts, index, number, sign);
		}
	}

	return parts;
}

/** Marks the number of the part at an index. A number without a blank on either side stays as it is. */
function mark(
	parts: Span[],
	index: number,
	[, before = '', number = '', after = '']: RegExpExecArray,
	sign: string,
): void {
	const part = parts[index];
	const next = parts[index + 1];
	if (!part) {
		return;
	}

	const roomOfNext = after === '' ? blanksAt(next) : 0;
	const room = Math.max(before.length, after.length, roomOfNext);
	const shown = sign.slice(0, room);
	if (before.length >= shown.length) {
		parts[index] = {...part, text: before.slice(shown.length) + shown + number + after};
	} else if (after.length >= shown.length) {
		parts[index] = {...part, text: before + number + shown + after.slice(shown.length)};
	} else if (next) {
		parts[index] = {...part, text: before + number + shown, width: part.width + shown.length};
		parts[index + 1] = {...next, text: next.text.slice(shown.length), width: next.width - shown.length};
	}
}

/** Returns the blanks at the beginning of a part. Those of a frame belong to it. */
function blanksAt(part: Span | undefined): number {
	return part === undefined || part.role === 'border' || part.role === 'borderFocused'
		? 0
		: part.text.length - part.text.trimStart().length;
}
