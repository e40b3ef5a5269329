import type {Role} from '../theme/role.js';
import {type Line, span} from './line.js';
import {printable} from './printable.js';
import {wrapped} from './text.js';

/** Maximum rows of a wrapped value. */
const maxRows = 6;
const minRoom = 8;

/** Draws a value beside its label. */
export function labelled(
	label: string,
	value: string,
	{width, labelWidth, role = 'text'}: {readonly width: number; readonly labelWidth: number; readonly role?: Role},
): readonly Line[] {
	const room = Math.max(minRoom, width - labelWidth);
	return wrapped(printable(value), room)
		.slice(0, maxRows)
		.map((part, row) => [span((row === 0 ? label : '').padEnd(labelWidth), 'muted'), span(part, role)]);
}
