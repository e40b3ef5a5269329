import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {SortKey} from './sort.js';
import type {Tags} from './tags.js';
import type {Trouble} from './trouble.js';

/** The ways to combine processes into one row, in the order of the key. */
export const groupings = ['program', 'user', 'service'] as const;

export type Grouping = (typeof groupings)[number];

/** Display options of the process list. */
export type ProcessView = {
	/** Chosen columns, from left to right. */
	readonly columns: readonly ProcessColumn[];
	/** The order that the user chose. */
	readonly sort: SortKey;
	readonly isInverted: boolean;
	/** The trouble whose causes come first at the moment, instead of the order that the user chose. */
	readonly followed: Trouble | undefined;
	/** Whether the user chose an order during the trouble; it stays until the trouble is over. */
	readonly hasOwnOrder: boolean;
	readonly filter: string;
	/** Text to jump to; other rows stay visible. */
	readonly search: string;
	readonly isTree: boolean;
	/** What a row stands for instead of a process. It takes precedence over the tree. */
	readonly grouping: Grouping | undefined;
	readonly hasKernelThreads: boolean;
	/** Key of the process whose threads are shown below it. */
	readonly threadsOf: string | undefined;
	/** Keys of the branches that are folded, and of the groups that are opened. */
	readonly toggled: ReadonlySet<string>;
	/** Whether 100 % is one core; otherwise it is all cores. */
	readonly isPerCore: boolean;
	/** Key of the selected process; without a selection, the list stays at its top. */
	readonly selectedKey: string | undefined;
	/** Whether the list scrolls with the selected process. Otherwise the list stays, and the process is kept on its edge. */
	readonly isFollowing: boolean;
	/** Keys of the tagged processes, which get signals and nice values together. */
	readonly tagged: Tags;
	/** Index of the first visible row at the last selection, from which the list scrolls as little as possible. */
	readonly top: number;
};
