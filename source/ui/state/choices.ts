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
	/** Whether the sort order is reversed. */
	readonly reverse: boolean;
	/** Whether 100 % CPU usage of a process is one core; otherwise it is all cores. */
	readonly perCore: boolean;
	/** Units of sizes: powers of 1024 or of 1000. */
	readonly units: 'binary' | 'decimal';
	/** Time that one column of a graph covers, in milliseconds. */
	readonly graphStepMs: number;
};

/** The choices to save. The interval is absent for another machine and for a recording, which it does not belong to. */
export type SavedChoices = Choices & {readonly intervalMs?: number | undefined};
