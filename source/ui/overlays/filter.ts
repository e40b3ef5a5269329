import type {Line} from '../drawing/line.js';
import type {MachineControls} from '../input/controls.js';
import {parseFilter} from '../processes/filter.js';
import {withProcesses} from '../state/ui-state.js';
import {drawPrompt, typed, withPasted} from './prompt.js';

const hint = 'Enter keeps it, Esc clears it: text, cpu>5, user=root, mem>10%, a | b';

/** Draws the filter input that replaces the footer. */
export function drawFilter(text: string, columns: number): Line {
	return drawPrompt({label: 'filter', text, hint, error: parseFilter(text).error}, columns);
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
		default:
			apply(controls, typed(text, key));
	}
}

export function handleFilterPaste(pasted: string, text: string, controls: MachineControls): void {
	apply(controls, withPasted(text, pasted));
}

function apply(controls: MachineControls, text: string): void {
	controls.change(ui => ({...withProcesses(ui, {filter: text}), overlay: {kind: 'filter', text}}));
}
