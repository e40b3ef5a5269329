import type {PanelName} from '../../config/options/panel-names.js';
import type {Overlay, UiState} from '../state/ui-state.js';
import type {MachineControls} from './controls.js';

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

const selectFirst: Overlay = {kind: 'message', text: 'Select a process first, with the arrow keys.'};

/** Opens the details of the selected process. When another panel has the focus, zooms that panel instead. */
export function openDetails(controls: MachineControls): void {
	const {focused, zoomed, processes} = controls.ui();
	const isElsewhere = (zoomed ?? focused ?? 'processes') !== 'processes';
	if (processes.selectedKey !== undefined && !isElsewhere) {
		controls.open({kind: 'details', processKey: processes.selectedKey});
	} else if (focused !== undefined) {
		zoom(controls);
	} else if (controls.panels().includes('processes')) {
		controls.open(selectFirst);
	}
}

export function openSignals(controls: MachineControls): void {
	const {selectedKey} = controls.ui().processes;
	if (!controls.settings().service.signal) {
		const text = 'Signals are disabled with --read-only, for remote hosts and for recordings.';
		controls.open({kind: 'message', text});
	} else if (selectedKey === undefined) {
		controls.open(selectFirst);
	} else {
		controls.open({kind: 'signal', processKey: selectedKey, index: 0, isConfirming: false});
	}
}
