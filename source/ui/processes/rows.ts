import type {Process} from '../../metrics/snapshot.js';

/** A row of the process list: a process, or a group of processes. */
export type ProcessRow = {
	/** Identifies the row while the list changes. */
	readonly key: string;
	/** The values to show: of the process or, when other processes are folded into the row, their sums. */
	readonly process: Process;
	/** Tree branches before the name, such as `│ └─ `; empty in the flat list. */
	readonly branch: string;
	/** Whether it matches the filter. Other rows are shown as ancestors of a match. */
	readonly isMatch: boolean;
	/** Whether it matches the search. */
	readonly isFound: boolean;
	/** Whether rows can be folded into it or unfolded from it. */
	readonly fold: 'open' | 'folded' | undefined;
	/** Number of matching processes that are folded into the row, or that belong to the group. */
	readonly count: number;
	/** Name of the group; `undefined` for a process. */
	readonly group: string | undefined;
	/** Whether it is a thread of the process above it. */
	readonly isThread: boolean;
};

/** How branches are drawn, and which are folded. */
export type BranchOptions = {
	/** Draws the tree in ASCII. */
	readonly isAscii: boolean;
	/** Keys of the folded branches and of the opened groups. */
	readonly toggled: ReadonlySet<string>;
};

/** Returns a key that identifies a process. A reused PID with another start time is another process. */
export function processKey({pid, startedAtMs}: Process): string {
	return `${pid} ${startedAtMs ?? ''}`;
}

/** Returns the row of a process that shows its values. */
export function plainRow(process: Process): ProcessRow {
	return {
		key: processKey(process),
		process,
		branch: '',
		isMatch: true,
		isFound: false,
		fold: undefined,
		count: 0,
		group: undefined,
		isThread: false,
	};
}
