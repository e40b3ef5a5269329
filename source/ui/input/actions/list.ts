import {orderOf} from '../../processes/list-order.js';
import {type SortKey, sortKeys} from '../../processes/sort.js';
import {lineOf} from '../../state/line-editor.js';
import {sortedBy, type UiState, withOrder, withProcesses} from '../../state/ui-state.js';
import type {ActionRows} from '../action-row.js';
import type {MachineControls} from '../controls.js';
import {nextGrouping, toggleAllFolds, toggleFold, toggleThreads, toggleTree} from '../folding.js';
import {selectMatch} from '../matches.js';

/** Actions on the list of processes: order, filter, columns, tree and groups. */
export const listActions = {
	filter: {
		group: 'list',
		keys: ['/', 'f4'],
		description: 'filter processes: text, cpu>5, user=root, mem>10%, name~^ssh',
		hint: 'filter',
		run: controls => controls.open({kind: 'filter', line: lineOf(controls.ui().processes.filter)}),
		overview: ({change}) => change(state => ({...state, filtering: lineOf(state.filter)})),
	},
	search: {
		group: 'list',
		keys: ['\\', 'f3'],
		hint: 'search',
		description: 'go to a process and show all others; again: next match',
		run: controls =>
			controls.change(ui => ({
				...ui,
				overlay: {
					kind: 'search',
					line: lineOf(ui.processes.search),
					before: ui.processes.selectedKey,
					isTyped: false,
				},
			})),
	},
	nextMatch: {
		group: 'list',
		keys: [],
		description: 'next match of the search',
		run: controls => selectMatch(controls, 1),
	},
	previousMatch: {
		group: 'list',
		keys: [],
		description: 'previous match of the search',
		run: controls => selectMatch(controls, -1),
	},
	clearFilter: {
		group: 'list',
		keys: ['delete'],
		description: 'show all processes again, without a filter',
		run: controls => controls.change(ui => withProcesses(ui, {filter: ''})),
	},
	users: {
		group: 'list',
		keys: ['u'],
		description: 'choose a user whose processes are shown',
		run: controls => controls.open({kind: 'users', index: 0}),
	},
	sortMenu: {
		group: 'list',
		keys: ['s', 'f6'],
		description: 'choose the sort order of processes',
		hint: 'sort',
		run: controls => controls.open({kind: 'sort', index: sortKeys.indexOf(controls.ui().processes.sort)}),
		overview: controls =>
			controls.change(state => ({...state, order: state.order === 'problems' ? 'name' : 'problems'})),
	},
	invert: {
		group: 'list',
		keys: ['I'],
		description: 'reverse the sort order',
		run: controls => controls.change(invertOrder),
	},
	columns: {
		group: 'list',
		keys: ['C'],
		description: 'choose and order the columns of processes',
		run: controls => controls.open({kind: 'columns', index: 0}),
	},
	sortCpu: {group: 'list', keys: ['P'], description: 'sort by CPU', run: controls => sortBy(controls, 'cpu')},
	sortMemory: {group: 'list', keys: ['M'], description: 'sort by memory', run: controls => sortBy(controls, 'memory')},
	sortTime: {group: 'list', keys: ['T'], description: 'sort by CPU time', run: controls => sortBy(controls, 'time')},
	sortPid: {group: 'list', keys: ['N'], description: 'sort by PID', run: controls => sortBy(controls, 'pid')},
	tree: {group: 'list', keys: ['t', 'f5'], description: 'show processes as a tree', hint: 'tree', run: toggleTree},
	fold: {
		group: 'list',
		keys: ['l', 'backspace'],
		description: 'in the tree and in groups: fold or unfold the selected row',
		run: toggleFold,
	},
	foldAll: {group: 'list', keys: ['L'], description: 'fold or unfold all branches or groups', run: toggleAllFolds},
	group: {
		group: 'list',
		keys: ['b'],
		description: 'group processes by program, user, service, or not',
		run: nextGrouping,
	},
	threads: {
		group: 'list',
		keys: ['H'],
		description: 'show or hide the threads of the selected process',
		run: toggleThreads,
	},
	kernelThreads: {
		group: 'list',
		keys: ['K'],
		description: 'show or hide the threads of the kernel',
		run: controls => controls.change(ui => withProcesses(ui, {hasKernelThreads: !ui.processes.hasKernelThreads})),
	},
	perCore: {
		group: 'list',
		keys: ['p'],
		description: 'process CPU % of one core or of all cores',
		run: controls => controls.change(ui => withProcesses(ui, {isPerCore: !ui.processes.isPerCore})),
	},
} as const satisfies ActionRows;

function sortBy(controls: MachineControls, sort: SortKey): void {
	controls.change(ui => sortedBy(ui, sort));
}

function invertOrder(ui: UiState): UiState {
	const {sort, isInverted} = orderOf(ui.processes);
	return withOrder(ui, {sort, isInverted: !isInverted});
}
