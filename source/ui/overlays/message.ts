import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {closeOn, type OverlayDefinition} from './overlay-definition.js';

const maxWidth = 100;

/** Box with a message. */
export const message: OverlayDefinition<'message'> = {
	box: ({text}, {columns}) => ({
		title: 'mon-tui',
		detail: [span('Esc closes', 'muted')],
		lines: wrapped(printable(text), Math.max(1, Math.min(maxWidth, columns - 4))).map((line): Line => [span(line)]),
	}),
	handleKey: closeOn('enter'),
};
