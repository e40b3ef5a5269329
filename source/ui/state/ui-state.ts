import {isDeepStrictEqual} from 'node:util';
import type {PanelName} from '../../config/options/panel-names.js';
import {defaultBucketMs} from '../hooks/graph-window.js';
import type {Action} from '../input/keys.js';
import type {Places} from '../lists/context.js';
import type {Place} from '../lists/place.js';
import type {SortKey} from '../processes/sort.js';
import type {Choices} from './choices.js';

/** What lies over the panels and takes the keys. */
export type Overlay =
	| {readonly kind: 'help'; readonly scroll: number}
	| {readonly kind: 'health'; readonly scroll: number}
	| {readonly kind: 'filter'; readonly text: string}
	| {readonly kind: 'sort'; readonly index: number}
	| {readonly kind: 'details'; readonly processKey: string}
	| {readonly kind: 'signal'; readonly processKey: string; readonly index: number; readonly isConfirming: boolean}
	| {readonly kind: 'alerts'; readonly index: number}
	| {readonly kind: 'alert'; readonly id: string}
	| {readonly kind: 'silence'; readonly id: string; readonly index: number}
	| {readonly kind: 'options'; readonly index: number}
	| {readonly kind: 'message'; readonly text: string};

export type ProcessView = {
	readonly sort: SortKey;
	readonly isInverted: boolean;
	readonly filter: string;
	readonly isTree: boolean;
	/** 100 % is one core; otherwise the whole machine. */
	readonly isPerCore: boolean;
	/** `undefined` = none: the list stays at its top. */
	readonly selectedKey: string | undefined;
};

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
	readonly places: Places;
	readonly overlay: Overlay | undefined;
	readonly processes: ProcessView;
};

export const initialUiState: UiState = {
	isPaused: false,
	bucketMs: defaultBucketMs,
	hasDecimalUnits: false,
	hidden: [],
	theme: 'default',
	graph: 'auto',
	focused: undefined,
	zoomed: undefined,
	places: {},
	overlay: undefined,
	processes: {sort: 'cpu', isInverted: false, filter: '', isTree: false, isPerCore: true, selectedKey: undefined},
};

/** What a key means here and now: an action of the table, or a change of what is open. */
export type UiEvent =
	| {readonly kind: 'action'; readonly action: Action; readonly panels: readonly PanelName[]}
	| {readonly kind: 'focus'; readonly panel: PanelName | undefined}
	| {readonly kind: 'select'; readonly processKey: string | undefined}
	| {readonly kind: 'scroll'; readonly panel: PanelName; readonly place: Place | undefined}
	| {readonly kind: 'overlay'; readonly overlay: Overlay | undefined}
	| {readonly kind: 'sort'; readonly sort: SortKey}
	| {readonly kind: 'toggle'; readonly panel: PanelName}
	| {readonly kind: 'theme'; readonly theme: string}
	| {readonly kind: 'graph'; readonly graph: Choices['graph']}
	/** The configuration says something else than before. */
	| {readonly kind: 'configuration'; readonly choices: Choices; readonly before: Choices}
	| {readonly kind: 'filterText'; readonly text: string}
	| {readonly kind: 'clearFilter'};

/** What is chosen holds; where something was chosen before, only what is another than then. */
export function choose(state: UiState, choices: Choices, before?: Choices): UiState {
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
export function forAnother(state: UiState): UiState {
	const {focused, zoomed, overlay, isPaused, places} = initialUiState;
	return {
		...state,
		focused,
		zoomed,
		overlay,
		isPaused,
		places,
		processes: {...state.processes, filter: '', selectedKey: undefined},
	};
}
