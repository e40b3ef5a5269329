import type {PanelName} from '../../config/options/panel-names.js';
import {processKey} from '../processes/rows.js';
import type {UiState} from '../state/ui-state.js';
import type {MachineControls} from './controls.js';
import {toggleFold} from './folding.js';
import {opened, selectedProcess, selectedRow} from './process-actions.js';

export function focusNeighbour(controls: MachineControls, step: number): void {
	const panels = controls.panels();
	controls.change(ui => {
		const index = ui.focused === undefined ? (step > 0 ? -1 : 0) : panels.indexOf(ui.focused);
		return {...ui, focused: panels[(index + step + panels.length) % Math.max(1, panels.length)]};
	});
}

export function zoom(controls: MachineControls): void {
	const panels = controls.panels();
	controls.change(ui => ({
		...ui,
		zoomed: ui.zoomed === undefined ? (ui.focused ?? defaultPanel(ui, panels)) : undefined,
	}));
}

/** Returns the panel that zoom uses when no panel has the focus. */
function defaultPanel({hidden}: UiState, panels: readonly PanelName[]): PanelName | undefined {
	return hidden.includes('processes') ? panels[0] : 'processes';
}

/**
Opens the page of the selected process, or opens and closes the selected group. When another panel has the focus, zooms that
panel instead.
*/
export function openDetails(controls: MachineControls): void {
	const {focused, zoomed} = controls.ui();
	const isElsewhere = (zoomed ?? focused ?? 'processes') !== 'processes';
	if (!isElsewhere && selectedRow(controls)?.group !== undefined) {
		toggleFold(controls);
		return;
	}

	const process = isElsewhere || !controls.showsProcesses() ? undefined : selectedProcess(controls);
	if (process) {
		controls.open(opened(processKey(process), []));
	} else if (focused !== undefined) {
		zoom(controls);
	}
}

/** Opens the page of the selected process with the values of its environment. */
export function openEnvironment(controls: MachineControls): void {
	const process = selectedProcess(controls);
	if (process) {
		controls.open({...opened(processKey(process), []), showsValues: true});
	}
}
