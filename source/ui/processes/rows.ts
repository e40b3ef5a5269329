import type {Process} from '../../metrics/snapshot.js';
import {parseFilter} from './filter.js';
import {comparison, type SortKey} from './sort.js';

/** A row of the process list. */
export type ProcessRow = {
	readonly process: Process;
	/** Tree branches before the name, such as `│ └─ `; empty in the flat list. */
	readonly branch: string;
};

export type RowOptions = {
	readonly sort: SortKey;
	readonly isInverted: boolean;
	readonly filter: string;
	readonly isTree: boolean;
	/** Draws the tree in ASCII. */
	readonly isAscii: boolean;
};

/** Returns a key that identifies a process. A reused PID with another start time is another process. */
export function processKey({pid, startedAtMs}: Process): string {
	return `${pid} ${startedAtMs ?? ''}`;
}

/** Returns the matching processes in display order. */
export function processRows(
	list: readonly Process[],
	options: RowOptions,
	commandLine: (process: Process) => string | undefined,
): readonly ProcessRow[] {
	const {sort, isInverted, filter, isTree, isAscii} = options;
	const compare = comparison(sort, isInverted);
	const {matches} = parseFilter(filter);
	const matching = filter === '' ? list : list.filter(process => matches(process, commandLine(process)));
	return isTree
		? treeRows(list, new Set(matching), compare, isAscii)
		: [...matching].sort(compare).map(process => ({process, branch: ''}));
}

/**
Returns the tree: parents before children, siblings in the chosen order. Of the processes that do not match, only the
ancestors of a match are included.
*/
function treeRows(
	list: readonly Process[],
	matching: ReadonlySet<Process>,
	compare: (a: Process, b: Process) => number,
	isAscii: boolean,
): readonly ProcessRow[] {
	const byPid = new Map(list.map(process => [process.pid, process]));
	const shown = new Set<Process>();
	for (const process of matching) {
		let current: Process | undefined = process;
		while (current && !shown.has(current)) {
			shown.add(current);
			current = byPid.get(current.parentPid);
		}
	}

	const children = new Map<number, Process[]>();
	const roots: Process[] = [];
	for (const process of shown) {
		if (process.parentPid !== process.pid && byPid.has(process.parentPid)) {
			const siblings = children.get(process.parentPid) ?? [];
			siblings.push(process);
			children.set(process.parentPid, siblings);
		} else {
			roots.push(process);
		}
	}

	const [last, middle, blank, through] = isAscii ? ['`- ', '|- ', '   ', '|  '] : ['└─ ', '├─ ', '   ', '│  '];
	const rows: ProcessRow[] = [];
	const placed = new Set<Process>();
	const place = (process: Process, branch: string, indent: string): void => {
		placed.add(process);
		rows.push({process, branch});
		const own = (children.get(process.pid) ?? []).filter(child => !placed.has(child)).sort(compare);
		for (const [index, child] of own.entries()) {
			const isLast = index === own.length - 1;
			place(child, indent + (isLast ? last : middle), indent + (isLast ? blank : through));
		}
	};
	// The list is read while processes start and exit, so parents may form a cycle. A process without a root is a root itself.
	for (const root of [...roots.sort(compare), ...[...shown].sort(compare)]) {
		if (!placed.has(root)) {
			place(root, '', '');
		}
	}

	return rows;
}
