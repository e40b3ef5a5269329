import {type Line, span} from '../drawing/line.js';
import {fit} from '../drawing/text.js';

const minNameWidth = 10;
const meaningWidth = 33;

/** Draws menu entries: a name and its meaning per line. */
export function menuLines(entries: readonly (readonly [string, string])[], selected: number): readonly Line[] {
	const nameWidth = Math.max(minNameWidth, ...entries.map(([name]) => name.length + 1));
	return entries.map(([name, meaning], index) => {
		const text = fit(` ${name.padEnd(nameWidth)}${meaning}`, nameWidth + meaningWidth + 1);
		return [span(text, index === selected ? 'selected' : 'text')];
	});
}
