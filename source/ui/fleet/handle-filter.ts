import type {Line} from '../drawing/line.js';
import {drawPrompt} from '../overlays/prompt.js';
import {type EditedLine, edited, withPasted} from '../state/line-editor.js';
import type {OverviewState} from '../state/overview-state.js';

const hint = 'Enter keeps it, Esc clears it: name, state such as lost, or what is wrong; !word excludes';

/** Draws the filter input that replaces the footer. */
export function drawHostFilter(line: EditedLine, columns: number): Line {
	return drawPrompt({label: 'filter', line, hint, error: undefined}, columns);
}

/** Returns the state after a key in the filter input. The filter applies while typing. */
export function withFilterKey(state: OverviewState, line: EditedLine, key: string): OverviewState {
	switch (key) {
		case 'enter':
			return {...state, filtering: undefined};
		case 'escape':
			return {...state, filter: '', filtering: undefined};
		default:
			return withLine(state, edited(line, key));
	}
}

export function withFilterPaste(state: OverviewState, line: EditedLine, text: string): OverviewState {
	return withLine(state, withPasted(line, text));
}

function withLine(state: OverviewState, line: EditedLine): OverviewState {
	return {...state, filter: line.text, filtering: line};
}
