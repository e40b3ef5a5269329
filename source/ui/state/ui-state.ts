import {isDeepStrictEqual} from 'node:util';
import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import {defaultProcessColumns} from '../../config/options/process-columns.js';
import type {ScrollPosition} from '../lists/scroll-position.js';
import type {Inspection} from '../processes/inspection.js';
import type {ProcessView} from '../processes/process-view.js';
import type {Choices} from './choices.js';
import type {EditedLine} from './line-editor.js';

type SignalPart = {
	readonly processKeys: readonly string[];
	/** Index of the selected signal. */
	readonly index: number;
	/** Beginning of the number or name of a signal, as typed. */
	readonly typed: string;
	readonly isConfirming: boolean;
	/** First listed process of the confirmation. */
	readonly scroll: number;
	/** The page from which the menu was opened, and to which it returns. */
	readonly from: Overlay | undefined;
};

/** State of each kind of overlay. */
type OverlayParts = {
	/** `error`: why Enter did not go there. */
	readonly jump: {readonly line: EditedLine; readonly error: string | undefined};
	readonly help: {readonly scroll: number};
	readonly health: {readonly scroll: number};
	readonly statistics: {readonly scroll: number};
	readonly diagnosis: {readonly index: number};
	readonly filter: {readonly line: EditedLine};
	/** `before`: the selected process when the search began. `isTyped`: whether its text has changed since. */
	readonly search: {readonly line: EditedLine; readonly before: string | undefined; readonly isTyped: boolean};
	/** The continuations of a key that goes to a row or panel. */
	readonly goTo: object;
	readonly palette: {readonly line: EditedLine; readonly index: number};
	readonly sort: {readonly index: number};
	readonly users: {readonly index: number};
	readonly details: {
		readonly processKey: string;
		readonly scroll: number;
		/** Index of the selected parent or child. */
		readonly link: number | undefined;
		/** Whether the values of the environment are shown. */
		readonly showsValues: boolean;
		/** Keys of the processes from which the page was reached. */
		readonly back: readonly string[];
	};
	readonly signal: SignalPart;
	readonly nice: {
		readonly processKeys: readonly string[];
		/** The number as typed. */
		readonly typed: string;
		readonly from: Overlay | undefined;
	};
	readonly alerts: {readonly index: number};
	readonly alert: {readonly id: string};
	readonly events: {readonly index: number};
	readonly silence: {readonly id: string; readonly index: number};
	readonly options: {readonly index: number};
	readonly columns: {readonly index: number};
	/** A modal message is closed by Esc and Enter only; others also by any other key, which then acts. */
	readonly message: {readonly text: string; readonly isModal: boolean};
};

export type OverlayKind = keyof OverlayParts;

/** The overlay that covers the panels and receives the keys. */
export type Overlay<Kind extends OverlayKind = OverlayKind> = {
	[Name in Kind]: {readonly kind: Name} & OverlayParts[Name];
}[Kind];

/** Where each overlay is drawn: as a page in place of the view, over its lower edge, or as a box over it. */
const overlayPlaces = {
	jump: 'edge',
	help: 'page',
	health: 'page',
	statistics: 'page',
	diagnosis: 'page',
	filter: 'edge',
	search: 'edge',
	goTo: 'edge',
	palette: 'box',
	sort: 'box',
	users: 'box',
	details: 'page',
	signal: 'box',
	nice: 'box',
	alerts: 'box',
	alert: 'box',
	events: 'box',
	silence: 'box',
	options: 'box',
	columns: 'box',
	message: 'box',
} as const satisfies Readonly<Record<OverlayKind, 'page' | 'edge' | 'box'>>;

type OverlayPlaces = typeof overlayPlaces;

export type OverlayPlace = OverlayPlaces[OverlayKind];

/** The kinds of overlay that are drawn at a place. */
export type KindAt<Place extends OverlayPlace> = {
	[Kind in OverlayKind]: OverlayPlaces[Kind] extends Place ? Kind : never;
}[OverlayKind];

/** The pages of lines that scroll, and have nothing to select. */
export type ScrolledPage = Exclude<KindAt<'page'>, 'details' | 'diagnosis'>;

/** Returns whether an overlay is drawn at a place. */
export function isAt<Place extends OverlayPlace>(place: Place, overlay: Overlay): overlay is Overlay<KindAt<Place>> {
	return overlayPlaces[overlay.kind] === place;
}

/** Returns whether a page is drawn in place of the view: the overlay itself, or the page from which it was opened. */
export function hasPage(overlay: Overlay | undefined): boolean {
	return overlay !== undefined && (isAt('page', overlay) || ('from' in overlay && overlay.from !== undefined));
}

export type Hint = {readonly text: string};

/** State of the screen that the user controls. Measured values are in the state of the monitor. */
export type UiState = {
	readonly isPaused: boolean;
	/** Duration that one graph column covers, in milliseconds. */
	readonly bucketMs: number;
	readonly hasDecimalUnits: boolean;
	/** Panels hidden by the user. */
	readonly hidden: readonly PanelName[];
	/** Name of the theme. */
	readonly theme: string;
	readonly graph: Choices['graph'];
	readonly focused: PanelName | undefined;
	readonly zoomed: PanelName | undefined;
	/** Scroll position of each panel's list. */
	readonly scrollPositions: Readonly<Partial<Record<PanelName, ScrollPosition | undefined>>>;
	readonly overlay: Overlay | undefined;
	/** A short message at the lower edge. It disappears after a moment and takes no keys. */
	readonly hint: Hint | undefined;
	readonly processes: ProcessView;
	/** Earlier filters and searches, the newest last. */
	readonly filters: readonly string[];
	/** Details of the process whose page is open. */
	readonly inspection: {readonly key: string; readonly value: Inspection} | undefined;
};

/** Durations of one graph column, in milliseconds: from high detail to about an hour on a wide screen. */
export const bucketsMs = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000] as const;

export const initialUiState: UiState = {
	isPaused: false,
	bucketMs: 1000,
	hasDecimalUnits: false,
	hidden: [],
	theme: 'default',
	graph: 'auto',
	focused: undefined,
	zoomed: undefined,
	scrollPositions: {},
	overlay: undefined,
	hint: undefined,
	inspection: undefined,
	filters: [],
	processes: {
		columns: defaultProcessColumns,
		sort: 'cpu',
		isInverted: false,
		followed: undefined,
		hasOwnOrder: false,
		filter: '',
		search: '',
		isTree: false,
		grouping: undefined,
		hasKernelThreads: true,
		threadsOf: undefined,
		toggled: new Set(),
		isPerCore: true,
		selectedKey: undefined,
		isFollowing: false,
		tagged: new Set(),
		top: 0,
	},
};

/** Applies choices to the state. With `before`, only choices that differ from it are applied. */
export function applyChoices(state: UiState, choices: Choices, before?: Choices): UiState {
	const {hide, theme, graph, columns, sort, reverse, perCore, units, graphStepMs} = choices;
	return {
		...state,
		hidden: isDeepStrictEqual(hide, before?.hide) ? state.hidden : hide,
		theme: theme === before?.theme ? state.theme : theme,
		graph: graph === before?.graph ? state.graph : graph,
		hasDecimalUnits: units === before?.units ? state.hasDecimalUnits : units === 'decimal',
		bucketMs: graphStepMs === before?.graphStepMs ? state.bucketMs : graphStepMs,
		processes: {
			...state.processes,
			columns: isDeepStrictEqual(columns, before?.columns) ? state.processes.columns : [...new Set(columns)],
			sort: sort === before?.sort ? state.processes.sort : sort,
			isInverted: reverse === before?.reverse ? state.processes.isInverted : reverse,
			isPerCore: perCore === before?.perCore ? state.processes.isPerCore : perCore,
		},
	};
}

/** Returns the state for another machine: choices are kept; selection, filter and overlay are reset. */
export function resetForMachine(state: UiState): UiState {
	const {focused, zoomed, overlay, hint, isPaused, scrollPositions, inspection} = initialUiState;
	return {
		...withProcesses(state, {
			followed: undefined,
			hasOwnOrder: false,
			filter: '',
			search: '',
			toggled: new Set(),
			threadsOf: undefined,
			selectedKey: undefined,
			isFollowing: false,
			tagged: new Set(),
		}),
		focused,
		zoomed,
		overlay,
		hint,
		inspection,
		isPaused,
		scrollPositions,
	};
}

export function withProcesses(state: UiState, change: Partial<ProcessView>): UiState {
	return {...state, processes: {...state.processes, ...change}};
}

/** Returns the state with the list sorted by a column that the user chose. */
export function sortedBy(state: UiState, sort: ProcessView['sort']): UiState {
	return withOrder(state, {sort, isInverted: false});
}

/** Returns the state with an order that the user chose. It takes the place of the one that follows the trouble. */
export function withOrder(state: UiState, order: Pick<ProcessView, 'sort' | 'isInverted'>): UiState {
	return withProcesses(state, {...order, followed: undefined, hasOwnOrder: true});
}

/** Shows or hides a panel. Hiding it clears its focus, zoom and selection. */
export function togglePanel(state: UiState, panel: PanelName): UiState {
	if (state.hidden.includes(panel)) {
		return {...state, hidden: state.hidden.filter(name => name !== panel)};
	}

	return {
		...(panel === 'processes' ? withProcesses(state, {selectedKey: undefined, tagged: new Set()}) : state),
		hidden: panelNames.filter(name => name === panel || state.hidden.includes(name)),
		focused: state.focused === panel ? undefined : state.focused,
		zoomed: state.zoomed === panel ? undefined : state.zoomed,
	};
}

/** Closes one thing: the overlay, the filter, the search, the tags, the selection, the zoom or the focus, in this order. */
export function closeInnermost(state: UiState): UiState {
	if (state.overlay !== undefined) {
		return {...state, overlay: undefined};
	}

	if (state.processes.filter !== '') {
		return withProcesses(state, {filter: ''});
	}

	if (state.processes.search !== '') {
		return withProcesses(state, {search: ''});
	}

	if (state.processes.tagged.size > 0) {
		return withProcesses(state, {tagged: new Set()});
	}

	if (state.processes.selectedKey !== undefined) {
		return withProcesses(state, {selectedKey: undefined, isFollowing: false});
	}

	return state.zoomed === undefined ? {...state, focused: undefined} : {...state, zoomed: undefined};
}
