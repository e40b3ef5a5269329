import type {SortKey} from './sort.js';

/** How the user wants to see the processes. */
export type ProcessView = {
	readonly sort: SortKey;
	readonly isInverted: boolean;
	readonly filter: string;
	readonly isTree: boolean;
	/** 100 % is one core; otherwise the whole machine. */
	readonly isPerCore: boolean;
	/** `undefined` = none: the list stays at its top. */
	readonly selectedKey: string | undefined;
	/** The first row in view when a process was selected last: the list moves from there, as little as possible. */
	readonly top: number;
};
