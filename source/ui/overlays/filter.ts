import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {MachineControls} from '../input/controls.js';
import {parseFilter} from '../processes/filter.js';
import {withProcesses} from '../state/ui-state.js';

/** Draws the filter input that replaces the footer. */
export function drawFilter(text: string, columns: number): Line {
	const {error} = parseFilter(text);
	const hint = error ?? 'Enter keeps it, Esc clears it: text, cpu>5, user=root, mem>=1g, name~^ssh';
	return fitLine(
		[
			span(' filter: ', 'key'),
			span(printable(text), 'value'),
			span(' ', 'selected'),
			span(`  ${hint}`, error === undefined ? 'muted' : 'warning'),
		],
		columns,
	);
}

/** Handles a key in the filter input. The filter applies while typing; Enter keeps it, Esc clears it. */
export function handleFilterKey(key: string, text: string, controls: MachineControls): void {
	switch (key) {
		case 'enter':
			controls.open(undefined);
			break;
		case 'escape':
			controls.change(ui => ({...withProcesses(ui, {filter: ''}), overlay: undefined}));
			break;
		case 'backspace':
			type(controls, [...text].slice(0, -1).join(''));
			break;
		case 'space':
			type(controls, `${text} `);
			break;
		case 'ctrl+u':
			type(controls, '');
			break;
		default:
			type(controls, [...key].length === 1 && text.length < maxFilterLength ? text + key : text);
	}
}

const maxFilterLength = 200;

/** Appends the first non-blank line of pasted text to the filter. Control characters become spaces. */
export function handleFilterPaste(pasted: string, text: string, controls: MachineControls): void {
	const line = pasted.split(/[\r\n]+/).find(one => one.trim() !== '') ?? '';
	const added = line.replaceAll(/\p{Cc}+/gu, ' ').trim();
	type(controls, [...text, ...added].slice(0, maxFilterLength).join(''));
}

function type(controls: MachineControls, text: string): void {
	controls.change(ui => ({...withProcesses(ui, {filter: text}), overlay: {kind: 'filter', text}}));
}
