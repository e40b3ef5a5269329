import type {Palette, Rendition} from '../theme/palette.js';
import type {Line} from './line.js';

/**
Turns a line into text with the fewest colour codes. Codes are opened and closed in the order in which Ink itself would
write them, so that Ink's output stage finds nothing to rearrange and the finished row is this very string.
*/
export function paint(line: Line, palette: Palette): string {
	let text = '';
	let active: readonly Rendition[] = [];
	for (const part of line) {
		if (part.width === 0) {
			continue;
		}

		const wanted = palette[part.role];
		if (wanted !== active) {
			text += transition(active, wanted);
			active = settled(active, wanted);
		}

		text += part.text;
	}

	return text + transition(active, []);
}

/** Closes what is no longer wanted and is not replaced, last opened first; then opens what is new. */
function transition(active: readonly Rendition[], wanted: readonly Rendition[]): string {
	let codes = '';
	for (let index = active.length - 1; index >= 0; index--) {
		const rendition = active[index];
		if (rendition && !wanted.some(({close}) => close === rendition.close)) {
			codes += rendition.close;
		}
	}

	for (const {open} of wanted) {
		if (!active.some(rendition => rendition.open === open)) {
			codes += open;
		}
	}

	return codes;
}

/** What is active after the transition, in the order of opening: what stays, then what was opened. */
function settled(active: readonly Rendition[], wanted: readonly Rendition[]): readonly Rendition[] {
	if (active.length === 0) {
		return wanted;
	}

	const staying = active.filter(({open}) => wanted.some(rendition => rendition.open === open));
	return [...staying, ...wanted.filter(({open}) => !staying.some(rendition => rendition.open === open))];
}
