import type {PanelName} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {Step} from '../lists/scroll-position.js';
import type {OverviewState} from '../state/overview-state.js';
import type {MachineRoute, OverviewRoute} from '../state/route.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import type {Services} from '../state/services.js';
import type {Overlay, UiState} from '../state/ui-state.js';
import type {View, ViewChoice} from '../state/view.js';

/** What a key can do on any scene. All is read when it is asked for: keys may come faster than frames are drawn. */
type CommonControls = {
	readonly services: Services;
	view(): View;
	changeView(choice: ViewChoice): void;
	/** Stops the program until the shell continues it. */
	suspend(): void;
	/** In the list that has the keys. */
	move(step: Step): void;
};

/** What a key can do where a machine is shown. */
export type MachineControls = CommonControls & {
	readonly route: MachineRoute;
	/** The name of the key. */
	readonly key: string;
	ui(): UiState;
	/** Nothing changes once another scene is shown. */
	change(update: (ui: UiState) => UiState): void;
	open(overlay: Overlay | undefined): void;
	settings(): ScreenSettings;
	monitor(): MonitorState;
	/** On the screen, from the top left to the bottom right. */
	panels(): readonly PanelName[];
	/** Rows of processes, and of menus, that a page has. */
	pageRows(): number;
};

/** What a key can do in the overview of a fleet. */
export type OverviewControls = CommonControls & {
	readonly route: OverviewRoute;
	change(update: (overview: OverviewState) => OverviewState): void;
	selected(): FleetHost | undefined;
};
