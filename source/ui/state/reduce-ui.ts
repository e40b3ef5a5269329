import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import {bucketsMs, defaultBucketMs} from '../hooks/graph-window.js';
import type {Action} from '../input/keys.js';
import {type SortKey, sortKeys} from '../processes/sort.js';
import {choose, type Overlay, type ProcessView, type UiEvent, type UiState} from './ui-state.js';

export function reduceUi(state: UiState, event: UiEvent): UiState {
	switch (event.kind) {
		case 'action':
			return act(state, event.action, event.panels);
		case 'focus':
			return {...state, focused: event.panel};
		case 'select':
			return withProcesses(state, {selectedKey: event.processKey});
		case 'scroll':
			return {...state, places: {...state.places, [event.panel]: event.place}};
		case 'overlay':
			return {...state, overlay: event.overlay};
		case 'sort':
			return sortBy(state, event.sort);
		case 'toggle':
			return toggle(state, event.panel);
		case 'theme':
			return {...state, theme: event.theme};
		case 'graph':
			return {...state, graph: event.graph};
		case 'clearFilter':
			return {...withProcesses(state, {filter: ''}), overlay: undefined};
		case 'filterText':
			return {...withProcesses(state, {filter: event.text}), overlay: {kind: 'filter', text: event.text}};
		case 'configuration':
			return choose(state, event.choices, event.before);
		default:
			return event satisfies never;
	}
}

function act(state: UiState, action: Action, panels: readonly PanelName[]): UiState {
	const {processes} = state;
	switch (action) {
		case 'help':
			return {...state, overlay: state.overlay?.kind === 'help' ? undefined : {kind: 'help', scroll: 0}};
		case 'health':
			return {...state, overlay: state.overlay?.kind === 'health' ? undefined : {kind: 'health', scroll: 0}};
		case 'close':
			return close(state);
		case 'pause':
			return {...state, isPaused: !state.isPaused};
		case 'back':
			return {...state, isPaused: true};
		case 'live':
			return {...state, isPaused: false};
		case 'wider':
			return {...state, bucketMs: bucketsMs.find(bucket => bucket > state.bucketMs) ?? state.bucketMs};
		case 'narrower':
			return {...state, bucketMs: bucketsMs.findLast(bucket => bucket < state.bucketMs) ?? state.bucketMs};
		case 'resetWindow':
			return {...state, bucketMs: defaultBucketMs};
		case 'units':
			return {...state, hasDecimalUnits: !state.hasDecimalUnits};
		case 'alerts':
			return {...state, overlay: {kind: 'alerts', index: 0}};
		case 'options':
			return {...state, overlay: {kind: 'options', index: 0}};
		case 'remember':
			return {...state, overlay: undefined};
		case 'filter':
			return {...state, overlay: {kind: 'filter', text: processes.filter}};
		case 'sortMenu':
			return {...state, overlay: {kind: 'sort', index: sortKeys.indexOf(processes.sort)}};
		case 'invert':
			return withProcesses(state, {isInverted: !processes.isInverted});
		case 'sortCpu':
			return sortBy(state, 'cpu');
		case 'sortMemory':
			return sortBy(state, 'memory');
		case 'sortTime':
			return sortBy(state, 'time');
		case 'sortPid':
			return sortBy(state, 'pid');
		case 'tree':
			return withProcesses(state, {isTree: !processes.isTree});
		case 'perCore':
			return withProcesses(state, {isPerCore: !processes.isPerCore});
		case 'focusNext':
			return {...state, focused: neighbour(panels, state.focused, 1)};
		case 'focusPrevious':
			return {...state, focused: neighbour(panels, state.focused, -1)};
		case 'zoom':
			return {...state, zoomed: state.zoomed === undefined ? (state.focused ?? usual(state, panels)) : undefined};
		case 'gpu':
			return {...state, zoomed: state.zoomed === 'gpu' ? undefined : 'gpu'};
		case 'details':
			return openDetails(state, panels);
		case 'signal':
			return processes.selectedKey === undefined
				? {...state, overlay: selectFirst}
				: {...state, overlay: {kind: 'signal', processKey: processes.selectedKey, index: 0, isConfirming: false}};
		case 'quit':
		case 'overview':
		case 'previousHost':
		case 'nextHost':
		case 'nextView':
		case 'compactView':
		case 'detailedView':
		case 'faster':
		case 'slower':
		case 'forward':
		case 'focusNumber':
		case 'acknowledge':
		case 'silence':
		case 'stepBack':
		case 'stepForward':
		case 'nextAlert':
		case 'exportNow':
		case 'redraw':
		case 'suspend':
		case 'up':
		case 'down':
		case 'pageUp':
		case 'pageDown':
		case 'first':
		case 'last':
			return state;
		default:
			return action satisfies never;
	}
}

/** What is hidden has neither the focus nor the whole screen, and nothing in it is selected. */
function toggle(state: UiState, panel: PanelName): UiState {
	if (state.hidden.includes(panel)) {
		return {...state, hidden: state.hidden.filter(name => name !== panel)};
	}

	return {
		...(panel === 'processes' ? withProcesses(state, {selectedKey: undefined}) : state),
		hidden: panelNames.filter(name => name === panel || state.hidden.includes(name)),
		focused: state.focused === panel ? undefined : state.focused,
		zoomed: state.zoomed === panel ? undefined : state.zoomed,
	};
}

/** What is meant when no panel has the focus. */
function usual({hidden}: UiState, panels: readonly PanelName[]): PanelName | undefined {
	return hidden.includes('processes') ? panels[0] : 'processes';
}

const selectFirst: Overlay = {kind: 'message', text: 'Select a process first, with the arrow keys.'};

/** Of the selected process; where another panel has the keys, that one on the whole screen. */
function openDetails(state: UiState, panels: readonly PanelName[]): UiState {
	const {focused, zoomed, processes} = state;
	const isElsewhere = (zoomed ?? focused ?? 'processes') !== 'processes';
	if (processes.selectedKey !== undefined && !isElsewhere) {
		return {...state, overlay: {kind: 'details', processKey: processes.selectedKey}};
	}

	if (focused === undefined) {
		return panels.includes('processes') ? {...state, overlay: selectFirst} : state;
	}

	return act(state, 'zoom', panels);
}

/** One thing at a time, the innermost first. */
function close(state: UiState): UiState {
	if (state.overlay !== undefined) {
		return {...state, overlay: undefined};
	}

	if (state.processes.filter !== '') {
		return withProcesses(state, {filter: ''});
	}

	if (state.processes.selectedKey !== undefined) {
		return withProcesses(state, {selectedKey: undefined});
	}

	return state.zoomed === undefined ? {...state, focused: undefined} : {...state, zoomed: undefined};
}

function sortBy(state: UiState, sort: SortKey): UiState {
	return withProcesses(state, {sort, isInverted: false});
}

function withProcesses(state: UiState, change: Partial<ProcessView>): UiState {
	return {...state, processes: {...state.processes, ...change}};
}

function neighbour(panels: readonly PanelName[], focused: PanelName | undefined, step: number): PanelName | undefined {
	const index = focused === undefined ? (step > 0 ? -1 : 0) : panels.indexOf(focused);
	return panels[(index + step + panels.length) % Math.max(1, panels.length)];
}
