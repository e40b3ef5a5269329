import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {rowOf} from '../input/keys.js';
import type {OverlayDefinition} from './overlay-definition.js';

const maxWidth = 100;

/** Box with a message. */
export const message: OverlayDefinition<'message'> = {
	box: ({text}, {columns}) => ({
		title: 'mon-tui',
		detail: [span('Esc closes', 'muted')],
		lines: text
			.split('\n')
			.flatMap(line => wrapped(printable(line), Math.max(1, Math.min(maxWidth, columns - 4))))
			.map((line): Line => [span(line)]),
	}),
	handleKey({name, action}, {isModal}, controls) {
		if (name === 'enter' || action === 'close') {
			controls.open(undefined);
		} else if (action !== undefined && !isModal) {
			controls.open(undefined);
			rowOf(action).run(controls);
		}
	},
};
