import type {Palette, Rendition} from '../theme/palette.js';
import type {Line} from './line.js';

/**
Converts a line to text with the fewest colour codes. Codes are opened and closed in the order in which Ink would write
them, so that the output stage of Ink leaves the row unchanged.
*/
export function paint(line: Line, palette: Palette): string {
	let text = '';
	let active: readonly Rendition[] = [];
	for (const part of line) {
		if (part.width === 0) {
			continue;
		}

		const target = palette[part.role];
		if (target !== active) {
			text += transition(active, target);
			active = settled(active, target);
		}

		text += part.text;
	}

	return text + transition(active, []);
}

/**
Returns the codes from the active renditions to the target: closes those not in the target, last opened first, then opens
new ones.
*/
function transition(active: readonly Rendition[], target: readonly Rendition[]): string {
	let codes = '';
	for (let index = active.length - 1; index >= 0; index--) {
		const rendition = active[index];
		if (rendition && !target.some(({close}) => close === rendition.close)) {
			codes += rendition.close;
		}
	}

	for (const {open} of target) {
		if (!active.some(rendition => rendition.open === open)) {
			codes += open;
		}
	}

	return codes;
}

/** Returns the active renditions after the transition, in the order in which they were opened. */
function settled(active: readonly Rendition[], target: readonly Rendition[]): readonly Rendition[] {
	if (active.length === 0) {
		return target;
	}

	const staying = active.filter(({open}) => target.some(rendition => rendition.open === open));
	return [...staying, ...target.filter(({open}) => !staying.some(rendition => rendition.open === open))];
}
