import {isDeepStrictEqual} from 'node:util';
import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {ScrollPosition} from '../lists/scroll-position.js';
import type {ProcessView} from '../processes/process-view.js';
import type {Choices} from './choices.js';

/** What each kind of overlay holds. */
type OverlayParts = {
	readonly help: {readonly scroll: number};
	readonly health: {readonly scroll: number};
	readonly filter: {readonly text: string};
	readonly sort: {readonly index: number};
	readonly details: {readonly processKey: string};
	readonly signal: {readonly processKey: string; readonly index: number; readonly isConfirming: boolean};
	readonly alerts: {readonly index: number};
	readonly alert: {readonly id: string};
	readonly silence: {readonly id: string; readonly index: number};
	readonly options: {readonly index: number};
	readonly message: {readonly text: string};
};

export type OverlayKind = keyof OverlayParts;

/** What lies over the panels and takes the keys. */
export type Overlay<Kind extends OverlayKind = OverlayKind> = {
	[Name in Kind]: {readonly kind: Name} & OverlayParts[Name];
}[Kind];

/** What the user did to the screen. What was measured is in the monitor's state. */
export type UiState = {
	readonly isPaused: boolean;
	/** The time that one column of the graphs stands for. */
	readonly bucketMs: number;
	readonly hasDecimalUnits: boolean;
	/** Panels that the user does not want to see. */
	readonly hidden: readonly PanelName[];
	/** Name of the theme. */
	readonly theme: string;
	readonly graph: Choices['graph'];
	readonly focused: PanelName | undefined;
	readonly zoomed: PanelName | undefined;
	/** Where the lists of panels were scrolled to. */
	readonly scrollPositions: Readonly<Partial<Record<PanelName, ScrollPosition | undefined>>>;
	readonly overlay: Overlay | undefined;
	readonly processes: ProcessView;
};

/** How much time one column of dots stands for: from a moment's detail to an hour on a wide screen. */
export const bucketsMs = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000] as const;

export const defaultBucketMs = 1000;

export const initialUiState: UiState = {
	isPaused: false,
	bucketMs: defaultBucketMs,
	hasDecimalUnits: false,
	hidden: [],
	theme: 'default',
	graph: 'auto',
	focused: undefined,
	zoomed: undefined,
	scrollPositions: {},
	overlay: undefined,
	processes: {
		sort: 'cpu',
		isInverted: false,
		filter: '',
		isTree: false,
		isPerCore: true,
		selectedKey: undefined,
		top: 0,
	},
};

/** What is chosen holds; where something was chosen before, only what is another than then. */
export function applyChoices(state: UiState, choices: Choices, before?: Choices): UiState {
	const {hide, theme, graph, sort} = choices;
	return {
		...state,
		hidden: isDeepStrictEqual(hide, before?.hide) ? state.hidden : hide,
		theme: theme === before?.theme ? state.theme : theme,
		graph: graph === before?.graph ? state.graph : graph,
		processes: {...state.processes, sort: sort === before?.sort ? state.processes.sort : sort},
	};
}

/** What is kept when another machine is shown: the choices, not what was selected or opened. */
export function resetForMachine(state: UiState): UiState {
	const {focused, zoomed, overlay, isPaused, scrollPositions} = initialUiState;
	return {
		...withProcesses(state, {filter: '', selectedKey: undefined}),
		focused,
		zoomed,
		overlay,
		isPaused,
		scrollPositions,
	};
}

export function withProcesses(state: UiState, change: Partial<ProcessView>): UiState {
	return {...state, processes: {...state.processes, ...change}};
}

/** Shows a hidden panel, or hides it: then it has neither the focus nor the whole screen, and nothing in it is selected. */
export function togglePanel(state: UiState, panel: PanelName): UiState {
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

/** One thing at a time, the innermost first. */
export function closeInnermost(state: UiState): UiState {
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
