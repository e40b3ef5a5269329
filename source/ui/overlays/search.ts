import type {Line} from '../drawing/line.js';
import type {MachineControls} from '../input/controls.js';
import {selectMatch} from '../input/matches.js';
import {parseFilter} from '../processes/filter.js';
import {type EditedLine, edited, withEarlier, withPasted} from '../state/line-editor.js';
import {type Overlay, withProcesses} from '../state/ui-state.js';
import type {PressedKey} from './overlay-definition.js';
import {drawPrompt} from './prompt.js';

const hint = 'Enter keeps it, Down and Up next and previous match, Esc clears it';

/** Draws the search input that replaces the footer. */
export function drawSearch(line: EditedLine, columns: number): Line {
	return drawPrompt({label: 'search', line, hint, error: parseFilter(line.text).error}, columns);
}

/**
Handles a key in the search input. The selection goes to the first match while typing, and the search key or an arrow leads
to the next one. Enter with the text of before leads to the next match, too. Esc clears the search and returns.
*/
export function handleSearchKey(
	{name, action}: PressedKey,
	overlay: Overlay<'search'>,
	controls: MachineControls,
): void {
	const step = name === 'down' ? 1 : name === 'up' ? -1 : 0;
	if (name === 'enter') {
		if (!overlay.isTyped) {
			selectMatch(controls, 1);
		}

		controls.change(ui => ({...ui, overlay: undefined, filters: withEarlier(ui.filters, overlay.line.text)}));
	} else if (name === 'escape') {
		const {before} = overlay;
		controls.change(ui => ({...withProcesses(ui, {search: '', selectedKey: before}), overlay: undefined}));
	} else if (step !== 0 || (/^f\d/.test(name) && action === 'search')) {
		selectMatch(controls, step === 0 ? 1 : step);
	} else {
		apply(controls, overlay, edited(overlay.line, name, controls.ui().filters));
	}
}

export function handleSearchPaste(pasted: string, overlay: Overlay<'search'>, controls: MachineControls): void {
	apply(controls, overlay, withPasted(overlay.line, pasted));
}

function apply(controls: MachineControls, overlay: Overlay<'search'>, line: EditedLine): void {
	if (line.text === overlay.line.text) {
		controls.open({...overlay, line});
		return;
	}

	controls.change(ui => ({
		...withProcesses(ui, {search: line.text, selectedKey: overlay.before}),
		overlay: {...overlay, line, isTyped: true},
	}));
	selectMatch(controls, 0);
}
