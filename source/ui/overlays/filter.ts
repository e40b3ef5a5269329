import type {Line} from '../drawing/line.js';
import type {MachineControls} from '../input/controls.js';
import {parseFilter} from '../processes/filter.js';
import {type EditedLine, edited, withEarlier, withPasted} from '../state/line-editor.js';
import {withProcesses} from '../state/ui-state.js';
import {drawPrompt} from './prompt.js';

const hint = 'Enter keeps it, Esc clears it, Up earlier ones: text, cpu>5, user=root, mem>10%, a | b';

/** Draws the filter input that replaces the footer. */
export function drawFilter(line: EditedLine, columns: number): Line {
	return drawPrompt({label: 'filter', line, hint, error: parseFilter(line.text).error}, columns);
}

/** Handles a key in the filter input. The filter applies while typing; Enter keeps it, Esc clears it. */
export function handleFilterKey(key: string, line: EditedLine, controls: MachineControls): void {
	switch (key) {
		case 'enter':
			controls.change(ui => ({...ui, overlay: undefined, filters: withEarlier(ui.filters, line.text)}));
			break;
		case 'escape':
			controls.change(ui => ({...withProcesses(ui, {filter: ''}), overlay: undefined}));
			break;
		default:
			apply(controls, edited(line, key, controls.ui().filters));
	}
}

export function handleFilterPaste(pasted: string, line: EditedLine, controls: MachineControls): void {
	apply(controls, withPasted(line, pasted));
}

function apply(controls: MachineControls, line: EditedLine): void {
	controls.change(ui => ({...withProcesses(ui, {filter: line.text}), overlay: {kind: 'filter', line}}));
}
