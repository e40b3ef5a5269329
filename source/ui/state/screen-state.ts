import {createStore, type ReadonlyStore, type Store} from '../../core/store.js';
import {followTrouble, isListHeld} from '../processes/follow-trouble.js';
import {pastLists} from '../processes/past-lists.js';
import {recentLists} from '../processes/recent-lists.js';
import type {Background} from '../theme/background.js';
import {initialOverviewState, type OverviewState} from './overview-state.js';
import type {MachineRoute, OverviewRoute, Route} from './route.js';
import type {ScreenSettings} from './screen-settings.js';
import {
	applyChoices,
	initialUiState,
	type OverlayKind,
	resetForMachine,
	type UiState,
	withProcesses,
} from './ui-state.js';
import type {ViewChoice} from './view.js';
import {createViewpoint} from './viewpoint.js';

/** All state that decides what is drawn, except the measured values. */
export type ScreenState = {
	readonly columns: number;
	readonly rows: number;
	/** Whether the alternate screen is used. Otherwise only as many rows as needed are drawn inline. */
	readonly isFullScreen: boolean;
	readonly viewChoice: ViewChoice;
	/** Background of the terminal. The theme `auto` depends on it. */
	readonly background: Background;
	readonly settings: ScreenSettings;
	readonly route: MachineRoute | OverviewRoute;
	/** State of the machine view that the user controls. */
	readonly ui: UiState;
	readonly overview: OverviewState;
	/** Id of the machine that was shown last. */
	readonly lastId: string | undefined;
};

export type ScreenSources = {
	/** Current route; a change takes effect at once. */
	readonly route: ReadonlyStore<Route>;
	/** Current settings; a change takes effect at once. */
	readonly settings: ReadonlyStore<ScreenSettings>;
	/** Message shown at the start. */
	readonly notice?: string | undefined;
};

/** Creates the state of the screen. It follows `route` and `settings` until it is disposed. */
export function createScreenState({route, settings, notice}: ScreenSources): Store<ScreenState> & Disposable {
	const {choices} = settings.getState();
	const ui = applyChoices(initialUiState, choices);
	const store = createStore<ScreenState>({
		columns: 80,
		rows: 24,
		isFullScreen: true,
		viewChoice: choices.view,
		background: 'dark',
		settings: settings.getState(),
		route: shown(route.getState()),
		ui: notice === undefined ? ui : {...ui, overlay: {kind: 'message', text: notice, isModal: true}},
		overview: initialOverviewState,
		lastId: undefined,
	});
	let stopFollowing = followViewpoint(store);
	const unsubscribeRoute = route.subscribe(() => {
		const before = store.getState().route;
		stopFollowing();
		store.setState(state => withRoute(state, route.getState()));
		stopRecording(before);
		stopFollowing = followViewpoint(store);
	});
	const unsubscribeSettings = settings.subscribe(() =>
		store.setState(state => withSettings(state, settings.getState())),
	);
	return {
		...store,
		[Symbol.dispose]() {
			stopFollowing();
			unsubscribeRoute();
			unsubscribeSettings();
			stopRecording(store.getState().route);
		},
	};
}

/** Overlays in which the user is about to act on a process, or chooses what the list shows. */
const menusOnProcesses: ReadonlySet<OverlayKind> = new Set([
	'signal',
	'nice',
	'sort',
	'users',
	'columns',
	'filter',
	'search',
	'details',
]);

/** Orders the process list by the trouble of the shown sample. Returns the function that stops it. */
function followViewpoint(store: Store<ScreenState>): () => void {
	const {route} = store.getState();
	if (route.kind !== 'machine') {
		return () => {};
	}

	const {viewpoint} = route;
	const follow = followTrouble();
	const update = (): void =>
		store.setState(state => {
			const {processes, overlay} = state.ui;
			const {sample} = viewpoint.getState();
			const isHeld = isListHeld(processes, overlay !== undefined && menusOnProcesses.has(overlay.kind));
			const {followed, hasOwnOrder} = follow(processes, {sample, isPast: viewpoint.lagSeconds() > 0}, isHeld);
			return followed === processes.followed && hasOwnOrder === processes.hasOwnOrder
				? state
				: {...state, ui: withProcesses(state.ui, {followed, hasOwnOrder})};
		});
	update();
	return viewpoint.subscribe(update);
}

function stopRecording(route: ScreenState['route']): void {
	if (route.kind === 'machine') {
		route.recent[Symbol.dispose]();
		route.past[Symbol.dispose]();
	}
}

function shown(route: Route): ScreenState['route'] {
	if (route.kind === 'overview') {
		return route;
	}

	const {store} = route.machine.monitor;
	const past = pastLists(store);
	return {...route, viewpoint: createViewpoint(store, past.at), recent: recentLists(store), past};
}

function withRoute(state: ScreenState, route: Route): ScreenState {
	const next = {...state, route: shown(route)};
	if (state.route.kind === 'overview') {
		return next;
	}

	const {id} = state.route;
	return {...next, lastId: id, ui: resetForMachine(state.ui), overview: {...state.overview, selectedId: id}};
}

/** Applies changed settings. A setting that did not change does not override the choice of the user. */
function withSettings(state: ScreenState, settings: ScreenSettings): ScreenState {
	const before = state.settings.choices;
	const {choices} = settings;
	return {
		...state,
		settings,
		ui: applyChoices(state.ui, choices, before),
		viewChoice: choices.view === before.view ? state.viewChoice : choices.view,
	};
}
