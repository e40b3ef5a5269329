import {createStore, type ReadonlyStore, type Store} from '../../core/store.js';
import {initialOverviewState, type OverviewState} from './overview-state.js';
import type {MachineRoute, OverviewRoute, Route} from './route.js';
import type {ScreenSettings} from './screen-settings.js';
import {applyChoices, initialUiState, resetForMachine, type UiState} from './ui-state.js';
import type {ViewChoice} from './view.js';
import {createViewpoint} from './viewpoint.js';

/** Everything that decides what is drawn, but for what was measured. */
export type ScreenState = {
	readonly columns: number;
	readonly rows: number;
	/** Whether the whole screen is ours; otherwise only the rows that are needed are used. */
	readonly isFullScreen: boolean;
	readonly viewChoice: ViewChoice;
	readonly settings: ScreenSettings;
	readonly route: MachineRoute | OverviewRoute;
	/** What the user did to a machine, and to the overview. */
	readonly ui: UiState;
	readonly overview: OverviewState;
	/** The machine that was shown last. */
	readonly lastId: string | undefined;
};

export type ScreenSources = {
	/** What is shown; another scene takes its place at once. */
	readonly route: ReadonlyStore<Route>;
	/** What the configuration says, as long as it says so. */
	readonly settings: ReadonlyStore<ScreenSettings>;
	/** Shown first, to be read once. */
	readonly notice?: string | undefined;
};

/** The state of the screen from its start to its end; it follows scene and settings until disposed. */
export function createScreenState({route, settings, notice}: ScreenSources): Store<ScreenState> & Disposable {
	const {choices} = settings.getState();
	const ui = applyChoices(initialUiState, choices);
	const store = createStore<ScreenState>({
		columns: 80,
		rows: 24,
		isFullScreen: true,
		viewChoice: choices.view,
		settings: settings.getState(),
		route: shown(route.getState()),
		ui: notice === undefined ? ui : {...ui, overlay: {kind: 'message', text: notice}},
		overview: initialOverviewState,
		lastId: undefined,
	});
	const unsubscribeRoute = route.subscribe(() => store.setState(state => withRoute(state, route.getState())));
	const unsubscribeSettings = settings.subscribe(() =>
		store.setState(state => withSettings(state, settings.getState())),
	);
	return {
		...store,
		[Symbol.dispose]() {
			unsubscribeRoute();
			unsubscribeSettings();
		},
	};
}

function shown(route: Route): ScreenState['route'] {
	return route.kind === 'overview' ? route : {...route, viewpoint: createViewpoint(route.machine.monitor.store)};
}

function withRoute(state: ScreenState, route: Route): ScreenState {
	const next = {...state, route: shown(route)};
	if (state.route.kind === 'overview') {
		return next;
	}

	const {id} = state.route;
	return {...next, lastId: id, ui: resetForMachine(state.ui), overview: {...state.overview, selectedId: id}};
}

/** What the configuration says now as it did before does not undo what the user chose. */
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
