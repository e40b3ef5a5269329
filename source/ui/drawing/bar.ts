import {fillBar} from '../../support/format-bar.js';
import {levelRole, type Role} from '../theme/role.js';
import type {Glyphs} from './glyphs.js';
import {type Line, type Span, span} from './line.js';

/**
Draws a bar of `width` cells for a percentage, filled from the left in steps of an eighth of a cell. An absent value is an
empty track, and any value above 0 shows at least the smallest step.
*/
export function bar(percent: number | undefined, width: number, glyphs: Glyphs, role?: Role): Line {
	if (width <= 0) {
		return [];
	}

	const {filled, rest} = fillBar(percent, width, glyphs.barSteps);
	const track: Span = {text: glyphs.barRest.repeat(rest), role: 'track', width: rest};
	return percent === undefined ? [track] : [span(filled, role ?? levelRole(percent)), track];
}
