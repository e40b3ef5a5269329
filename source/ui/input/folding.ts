import {listedProcesses} from '../processes/listed.js';
import {groupings} from '../processes/process-view.js';
import {processKey} from '../processes/rows.js';
import {firstVisible} from '../processes/window.js';
import {withProcesses} from '../state/ui-state.js';
import type {MachineControls} from './controls.js';
import {selectedProcess} from './process-actions.js';

/**
Folds or unfolds the selected branch or group. On a process without children, it folds the branch or group that the process
belongs to, and selects that row.
*/
export function toggleFold(controls: MachineControls): void {
	const {rows} = controls.processes();
	const {selectedKey} = controls.ui().processes;
	const selected = rows.findIndex(({key}) => key === selectedKey);
	const depth = rows[selected]?.branch.length ?? 0;
	const isInside = rows[selected]?.fold === undefined;
	const target = isInside
		? rows.slice(0, Math.max(0, selected)).findLast(({branch}) => branch.length < depth)
		: rows[selected];
	if (target?.fold !== undefined) {
		const toggled = new Set(toggledNow(controls));
		if (!toggled.delete(target.key)) {
			toggled.add(target.key);
		}

		controls.change(ui => withProcesses(ui, {toggled, selectedKey: target.key}));
		reveal(controls, target.key);
	}
}

/** Folds all branches or closes all groups; when nothing is left to fold, unfolds or opens them. */
export function toggleAllFolds(controls: MachineControls): void {
	const {rows} = controls.processes();
	const isGrouped = controls.ui().processes.grouping !== undefined;
	const hasOpen = rows.some(({fold}) => fold === 'open');
	const keys = rows.filter(({fold}) => fold === (isGrouped ? 'folded' : 'open')).map(({key}) => key);
	const toggled = new Set(isGrouped === hasOpen ? [] : [...toggledNow(controls), ...keys]);
	controls.change(ui => withProcesses(ui, {toggled}));
}

/** Returns the toggled rows, without those of processes and groups that are gone. */
function toggledNow(controls: MachineControls): readonly string[] {
	const existing = new Set([
		...controls.processes().rows.map(({key}) => key),
		...listedProcesses(controls.monitor()).map(processKey),
	]);
	return [...controls.ui().processes.toggled].filter(key => existing.has(key));
}

/** Groups processes by the next value, or shows them one by one again. */
export function nextGrouping(controls: MachineControls): void {
	controls.change(ui => {
		const {grouping} = ui.processes;
		const index = grouping === undefined ? 0 : groupings.indexOf(grouping) + 1;
		return withProcesses(ui, {grouping: groupings[index], toggled: new Set(), selectedKey: undefined, top: 0});
	});
}

export function toggleTree(controls: MachineControls): void {
	controls.change(ui =>
		withProcesses(ui, {
			isTree: ui.processes.grouping !== undefined || !ui.processes.isTree,
			grouping: undefined,
		}),
	);
}

/** Shows the threads of the selected process below it. On that process or one of its threads, hides them. */
export function toggleThreads(controls: MachineControls): void {
	if (!controls.settings().service.threads) {
		controls.showHint('Threads are read only for processes of this machine on Linux.');
		return;
	}

	const {threadsOf} = controls.ui().processes;
	const process = selectedProcess(controls);
	if (process) {
		const key = processKey(process);
		controls.change(ui => withProcesses(ui, {threadsOf: key === threadsOf ? undefined : key, selectedKey: key}));
		reveal(controls, key);
	}
}

/** Scrolls the list as little as possible to show the rows that were unfolded from a row, and the row itself. */
function reveal(controls: MachineControls, key: string): void {
	const {rows, first, room} = controls.processes();
	const index = rows.findIndex(row => row.key === key);
	const depth = rows[index]?.branch.length ?? 0;
	let last = index;
	while ((rows[last + 1]?.branch.length ?? 0) > depth) {
		last += 1;
	}

	const top = Math.min(index, firstVisible(last, rows.length, room, first));
	controls.change(ui => withProcesses(ui, {top}));
}
