import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import type {MachineDesk} from '../input/desk.js';
import {parseFilter} from '../processes/filter.js';
import {withProcesses} from '../state/ui-state.js';

/** The filter as it is typed, in the place of the footer. */
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

/** The filter works while it is typed; Enter keeps it, Esc takes it away. */
export function pressInFilter(key: string, text: string, desk: MachineDesk): void {
	switch (key) {
		case 'enter':
			desk.open(undefined);
			break;
		case 'escape':
			desk.change(ui => ({...withProcesses(ui, {filter: ''}), overlay: undefined}));
			break;
		case 'backspace':
			type(desk, [...text].slice(0, -1).join(''));
			break;
		case 'space':
			type(desk, `${text} `);
			break;
		case 'ctrl+u':
			type(desk, '');
			break;
		default:
			type(desk, [...key].length === 1 && text.length < longestFilter ? text + key : text);
	}
}

const longestFilter = 200;

/** The first line of pasted text that says something, added to the filter; tabs and other controls are blanks. */
export function pasteInFilter(pasted: string, text: string, desk: MachineDesk): void {
	const line = pasted.split(/[\r\n]+/).find(one => one.trim() !== '') ?? '';
	const added = line.replaceAll(/\p{Cc}+/gu, ' ').trim();
	type(desk, [...text, ...added].slice(0, longestFilter).join(''));
}

function type(desk: MachineDesk, text: string): void {
	desk.change(ui => ({...withProcesses(ui, {filter: text}), overlay: {kind: 'filter', text}}));
}
