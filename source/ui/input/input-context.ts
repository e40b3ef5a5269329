import type {PanelName} from '../../config/options/panel-names.js';
import type {MonitorState} from '../../core/state.js';
import type {AlertService} from '../alerts/service.js';
import type {ListWindow} from '../lists/place.js';
import type {ProcessService} from '../processes/service.js';
import type {UiState} from '../state/ui-state.js';
import type {Action} from './keys.js';
import type {ScrollExtent} from './scroll.js';

/** What a key is judged by besides the table: what is open, and what is shown. */
export type InputContext = {
	readonly state: UiState;
	readonly monitor: MonitorState;
	readonly actions: ReadonlyMap<string, Action>;
	readonly panels: readonly PanelName[];
	/** What scrolls of a panel's list, as it is now. */
	list(panel: PanelName): ListWindow | undefined;
	/** Of what fills the whole screen. */
	readonly extent: Readonly<ScrollExtent>;
	readonly service: ProcessService;
	readonly alertService: AlertService;
	readonly themeNames: readonly string[];
	readonly isAscii: boolean;
	/** Rows of processes that a page has. */
	readonly pageRows: number;
};
