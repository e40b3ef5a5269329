import type {PanelName} from '../../config/options/panel-names.js';
import type {Overlay, UiState} from '../state/ui-state.js';
import type {MachineDesk} from './desk.js';

export function focusNeighbour(desk: MachineDesk, step: number): void {
	const panels = desk.panels();
	desk.change(ui => {
		const index = ui.focused === undefined ? (step > 0 ? -1 : 0) : panels.indexOf(ui.focused);
		return {...ui, focused: panels[(index + step + panels.length) % Math.max(1, panels.length)]};
	});
}

export function zoom(desk: MachineDesk): void {
	const panels = desk.panels();
	desk.change(ui => ({...ui, zoomed: ui.zoomed === undefined ? (ui.focused ?? usual(ui, panels)) : undefined}));
}

/** What is meant when no panel has the focus. */
function usual({hidden}: UiState, panels: readonly PanelName[]): PanelName | undefined {
	return hidden.includes('processes') ? panels[0] : 'processes';
}

const selectFirst: Overlay = {kind: 'message', text: 'Select a process first, with the arrow keys.'};

/** Of the selected process; where another panel has the keys, that one on the whole screen. */
export function openDetails(desk: MachineDesk): void {
	const {focused, zoomed, processes} = desk.ui();
	const isElsewhere = (zoomed ?? focused ?? 'processes') !== 'processes';
	if (processes.selectedKey !== undefined && !isElsewhere) {
		desk.open({kind: 'details', processKey: processes.selectedKey});
	} else if (focused !== undefined) {
		zoom(desk);
	} else if (desk.panels().includes('processes')) {
		desk.open(selectFirst);
	}
}

export function openSignals(desk: MachineDesk): void {
	const {selectedKey} = desk.ui().processes;
	if (!desk.settings().service.signal) {
		const text = 'Signals are disabled with --read-only, for remote hosts and for recordings.';
		desk.open({kind: 'message', text});
	} else if (selectedKey === undefined) {
		desk.open(selectFirst);
	} else {
		desk.open({kind: 'signal', processKey: selectedKey, index: 0, isConfirming: false});
	}
}
