import type {PanelName} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import type {Process} from '../../metrics/snapshot.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {Step} from '../lists/scroll-position.js';
import type {ProcessList} from '../processes/process-list.js';
import type {ProcessWindow} from '../processes/window.js';
import type {OverviewState} from '../state/overview-state.js';
import type {MachineRoute, OverviewRoute} from '../state/route.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import type {Services} from '../state/services.js';
import type {Overlay, UiState} from '../state/ui-state.js';
import type {View, ViewChoice} from '../state/view.js';

/**
Operations that a key can perform on any route. State is read on each call, because keys may arrive faster than frames are
drawn.
*/
type CommonControls = {
	readonly services: Services;
	view(): View;
	changeView(choice: ViewChoice): void;
	/** Stops the program until the shell continues it. */
	suspend(): void;
	/** Moves the selection, or scrolls the focused list. */
	move(step: Step): void;
};

/** Operations that a key can perform while a machine is shown. */
export type MachineControls = CommonControls & {
	readonly route: MachineRoute;
	/** Name of the pressed key. */
	readonly key: string;
	ui(): UiState;
	/** Updates the state; ignored once another route is shown. */
	change(update: (ui: UiState) => UiState): void;
	open(overlay: Overlay | undefined): void;
	/** Shows a short message for a moment. */
	showHint(text: string): void;
	/** Returns the processes that match the filter. */
	matchingProcesses(): readonly Process[];
	/** Moves the selection by rows; without a selection, selects the first process, or the last for infinity. */
	selectProcess(step: number): void;
	/** Selects the row with that index. */
	selectRow(index: number): void;
	/** Returns whether the process list is on the screen. */
	showsProcesses(): boolean;
	settings(): ScreenSettings;
	monitor(): MonitorState;
	/** Returns the visible panels from top left to bottom right. */
	panels(): readonly PanelName[];
	/** Returns the rows of the process list as they are drawn. */
	processes(): ProcessList & ProcessWindow;
	/** Returns the rows by which Page Up and Page Down move. */
	pageRows(): number;
};

/** Operations that a key can perform in the fleet overview. */
export type OverviewControls = CommonControls & {
	readonly route: OverviewRoute;
	change(update: (overview: OverviewState) => OverviewState): void;
	selected(): FleetHost | undefined;
};
