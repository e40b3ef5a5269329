import type {PanelName} from '../../config/options/panel-names.js';
import type {GraphStyle} from '../drawing/graph.js';
import type {SortKey} from '../processes/sort.js';
import type {ViewChoice} from './view.js';

/** What the user can choose on the screen and have remembered for the next time. */
export type Choices = {
	readonly view: ViewChoice;
	/** Panels that are not wanted. */
	readonly hide: readonly PanelName[];
	/** Name of the theme. */
	readonly theme: string;
	readonly graph: 'auto' | GraphStyle;
	/** What processes are sorted by. */
	readonly sort: SortKey;
};
