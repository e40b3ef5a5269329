import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';

const entryWidth = 44;

/** Draws menu entries: a name and its meaning per line. */
export function menuLines(entries: readonly (readonly [string, string])[], selected: number): readonly Line[] {
	return entries.map(([name, meaning], index) => {
		const text = fit(` ${name.padEnd(10)}${meaning}`, entryWidth);
		return [span(text, index === selected ? 'selected' : 'text')];
	});
}
