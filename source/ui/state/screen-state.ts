import {createStore, type ReadonlyStore, type Store} from '../../core/store.js';
import {initialOverviewState, type OverviewState} from './overview-state.js';
import type {MachineScene, OverviewScene, Scene} from './scene.js';
import type {ScreenSettings} from './screen-settings.js';
import {choose, forAnother, initialUiState, type UiState} from './ui-state.js';
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
	readonly scene: MachineScene | OverviewScene;
	/** What the user did to a machine, and to the overview. */
	readonly ui: UiState;
	readonly overview: OverviewState;
	/** The machine that was shown last. */
	readonly lastId: string | undefined;
};

export type ScreenSources = {
	/** What is shown; another scene takes its place at once. */
	readonly scene: ReadonlyStore<Scene>;
	/** What the configuration says, as long as it says so. */
	readonly settings: ReadonlyStore<ScreenSettings>;
	/** Shown first, to be read once. */
	readonly notice?: string | undefined;
};

/** The state of the screen from its start to its end; it follows scene and settings until disposed. */
export function createScreenState({scene, settings, notice}: ScreenSources): Store<ScreenState> & Disposable {
	const {choices} = settings.getState();
	const ui = choose(initialUiState, choices);
	const store = createStore<ScreenState>({
		columns: 80,
		rows: 24,
		isFullScreen: true,
		viewChoice: choices.view,
		settings: settings.getState(),
		scene: shown(scene.getState()),
		ui: notice === undefined ? ui : {...ui, overlay: {kind: 'message', text: notice}},
		overview: initialOverviewState,
		lastId: undefined,
	});
	const unsubscribeScene = scene.subscribe(() => store.setState(state => withScene(state, scene.getState())));
	const unsubscribeSettings = settings.subscribe(() =>
		store.setState(state => withSettings(state, settings.getState())),
	);
	return {
		...store,
		[Symbol.dispose]() {
			unsubscribeScene();
			unsubscribeSettings();
		},
	};
}

function shown(scene: Scene): ScreenState['scene'] {
	return scene.kind === 'overview' ? scene : {...scene, viewpoint: createViewpoint(scene.machine.monitor.store)};
}

function withScene(state: ScreenState, scene: Scene): ScreenState {
	const next = {...state, scene: shown(scene)};
	if (state.scene.kind === 'overview') {
		return next;
	}

	const {id} = state.scene;
	return {...next, lastId: id, ui: forAnother(state.ui), overview: {...state.overview, selectedId: id}};
}

/** What the configuration says now as it did before does not undo what the user chose. */
function withSettings(state: ScreenState, settings: ScreenSettings): ScreenState {
	const before = state.settings.choices;
	const {choices} = settings;
	return {
		...state,
		settings,
		ui: choose(state.ui, choices, before),
		viewChoice: choices.view === before.view ? state.viewChoice : choices.view,
	};
}
