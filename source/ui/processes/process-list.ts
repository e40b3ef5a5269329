import type {Process} from '../../metrics/snapshot.js';
import {type FilterScope, type ProcessFilter, parseFilter} from './filter.js';
import {groupRows} from './group-rows.js';
import type {ProcessView} from './process-view.js';
import {type BranchOptions, type ProcessRow, plainRow} from './rows.js';
import {comparison} from './sort.js';
import {treeRows} from './tree-rows.js';

export type RowOptions = BranchOptions &
	Pick<ProcessView, 'sort' | 'isInverted' | 'filter' | 'search' | 'isTree' | 'grouping' | 'hasKernelThreads'>;

/** The rows of the list, and the processes that match the filter. */
export type ProcessList = {readonly rows: readonly ProcessRow[]; readonly matching: readonly Process[]};

/** Returns the matching processes in display order: as a list, as a tree or in groups. */
export function processRows(all: readonly Process[], options: RowOptions, scope: FilterScope): ProcessList {
	const {filter, search, isTree, grouping, hasKernelThreads} = options;
	const list = hasKernelThreads ? all : all.filter(({isKernelThread}) => !isKernelThread);
	const {matches} = parseFilter(filter);
	const matching = filter.trim() === '' ? list : list.filter(process => matches(process, scope));
	const compare = comparison(options.sort, options.isInverted);
	const rows = grouping
		? groupRows(matching, grouping, compare, options)
		: isTree
			? treeRows(list, new Set(matching), compare, options)
			: [...matching].sort(compare).map(plainRow);
	return {rows: search.trim() === '' ? rows : found(rows, parseFilter(search), scope), matching};
}

function found(
	rows: readonly ProcessRow[],
	{matches, error}: ProcessFilter,
	scope: FilterScope,
): readonly ProcessRow[] {
	return rows.map(row =>
		error === undefined && row.isMatch && row.group === undefined && matches(row.process, scope)
			? {...row, isFound: true}
			: row,
	);
}
