import type {SortKey} from './sort.js';

/** Display options of the process list. */
export type ProcessView = {
	readonly sort: SortKey;
	readonly isInverted: boolean;
	readonly filter: string;
	readonly isTree: boolean;
	/** Whether 100 % is one core; otherwise it is all cores. */
	readonly isPerCore: boolean;
	/** Key of the selected process; without a selection, the list stays at its top. */
	readonly selectedKey: string | undefined;
	/** Index of the first visible row at the last selection, from which the list scrolls as little as possible. */
	readonly top: number;
};
