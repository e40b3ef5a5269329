import {minListRows} from '../layout/compact-layout.js';
import type {Action} from '../state/key-binding.js';
import {minDetailed, viewFor} from '../state/view.js';
import type {MachineControls} from './controls.js';
import {withKey} from './key-label.js';
import {rowOf} from './keys.js';

/** Runs an action on the machine view. An action on the process list shows a hint instead while the list is not on the screen. */
export function runAction(action: Action, controls: MachineControls): void {
	if (!controls.showsProcesses() && isOnProcesses(action, controls)) {
		controls.showHint(whereProcessesAre(controls));
	} else {
		rowOf(action).run(controls);
	}
}

/** Returns whether an action needs the process list. Enter zooms the focused panel, if there is one. */
function isOnProcesses(action: Action, controls: MachineControls): boolean {
	if (action === 'signal' && controls.settings().service.signal === undefined) {
		// That signals are disabled is the more useful hint.
		return false;
	}

	const {group} = rowOf(action);
	return group === 'list' || group === 'process' || (action === 'details' && controls.ui().focused === undefined);
}

/** Returns why the process list is not on the screen, and what shows it. */
function whereProcessesAre(controls: MachineControls): string {
	const {columns, rows} = controls.services.state.getState();
	const {hidden, zoomed} = controls.ui();
	if (hidden.includes('processes')) {
		return withKey('The process list is hidden. The options show it', 'options', controls);
	}

	if (viewFor('detailed', columns, rows) !== 'detailed') {
		return `The process list needs a terminal of ${minDetailed.columns} columns and ${minListRows} rows.`;
	}

	if (controls.view() !== 'detailed') {
		return withKey('The process list is in the detailed view', 'detailedView', controls);
	}

	return zoomed === undefined ? 'There is no room for the process list.' : 'Another panel is zoomed. Esc ends it.';
}
