import type {Palette, Rendition} from '../theme/palette.js';
import type {Line} from './line.js';

/**
Converts a line to text with the fewest colour codes. Codes are opened and closed in the order in which Ink would write
them, so that the output stage of Ink leaves the row unchanged.
*/
export function paint(line: Line, palette: Palette): string {
	let text = '';
	let active = none;
	for (const part of line) {
		if (part.width === 0) {
			continue;
		}

		const target = palette[part.role];
		if (target !== active) {
			const step = stepBetween(active, target);
			text += step.codes;
			active = step.active;
		}

		text += part.text;
	}

	return text + stepBetween(active, none).codes;
}

const none: readonly Rendition[] = [];

/** The codes from active renditions to others, and the renditions that are active after them. */
type Step = {readonly codes: string; readonly active: readonly Rendition[]};

/** The steps between the renditions of palettes: they are few, and the same in each frame. */
const steps = new WeakMap<readonly Rendition[], WeakMap<readonly Rendition[], Step>>();

function stepBetween(active: readonly Rendition[], target: readonly Rendition[]): Step {
	let from = steps.get(active);
	if (!from) {
		from = new WeakMap();
		steps.set(active, from);
	}

	let step = from.get(target);
	if (!step) {
		step = {codes: transition(active, target), active: shared(settled(active, target))};
		from.set(target, step);
	}

	return step;
}

const sharedLists = new Map<string, readonly Rendition[]>();

/** Returns one list for all with the same renditions in the same order, so that there is a limited number of steps. */
function shared(list: readonly Rendition[]): readonly Rendition[] {
	const spelling = list.map(({open}) => open).join('');
	const known = sharedLists.get(spelling) ?? list;
	sharedLists.set(spelling, known);
	return known;
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
