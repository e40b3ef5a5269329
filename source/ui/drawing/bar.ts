import {levelRole, type Role} from '../theme/role.js';
import type {Glyphs} from './glyphs.js';
import {type Line, type Span, span} from './line.js';

/**
A bar of `width` cells for a share of 0–100, filled from the left in steps of an eighth of a cell. An absent share is an
empty track: nothing is not 0 %. Anything above 0 shows at least the smallest step.
*/
export function bar(percent: number | undefined, width: number, glyphs: Glyphs, role?: Role): Line {
	if (width <= 0) {
		return [];
	}

	const track = (length: number): Span => ({text: glyphs.barRest.repeat(length), role: 'track', width: length});
	if (percent === undefined) {
		return [track(width)];
	}

	const share = Math.min(100, Math.max(0, percent)) / 100;
	const stepsPerCell = glyphs.barSteps.length;
	const steps = Math.max(share > 0 ? 1 : 0, Math.round(share * width * stepsPerCell));
	const full = Math.floor(steps / stepsPerCell);
	const part = glyphs.barSteps[(steps % stepsPerCell) - 1] ?? '';
	const filled = (glyphs.barSteps.at(-1) ?? '').repeat(full) + part;
	const rest = width - full - (part === '' ? 0 : 1);
	return [span(filled, role ?? levelRole(percent)), track(rest)];
}
