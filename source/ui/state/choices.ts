import type {PanelName} from '../../config/options/panel-names.js';
import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {GraphStyle} from '../drawing/graph-style.js';
import type {SortKey} from '../processes/sort.js';
import type {ViewChoice} from './view.js';

/** The display choices of the user that can be saved to the configuration. */
export type Choices = {
	readonly view: ViewChoice;
	/** Hidden panels. */
	readonly hide: readonly PanelName[];
	/** Name of the theme. */
	readonly theme: string;
	readonly graph: 'auto' | GraphStyle;
	/** Columns of the process list, from left to right. */
	readonly columns: readonly ProcessColumn[];
	/** Sort key of the process list. */
	readonly sort: SortKey;
};
