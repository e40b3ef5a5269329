import type {ProcessThreads} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import {type FilterScope, type ProcessFilter, parseFilter} from './filter.js';
import {groupRows} from './group-rows.js';
import {comparisonOf, orderOf} from './list-order.js';
import type {ProcessView} from './process-view.js';
import {type BranchOptions, type ProcessRow, plainRow} from './rows.js';
import type {ProcessScope} from './scope.js';
import {withThreads} from './thread-rows.js';
import {treeRows} from './tree-rows.js';

/** What the list reads besides the sample. */
export type ListScope = FilterScope & {
	/** The processes that the list is limited to. */
	readonly scope?: ProcessScope | undefined;
	threads(process: Process): ProcessThreads | undefined;
};

export type RowOptions = BranchOptions &
	Pick<
		ProcessView,
		'sort' | 'isInverted' | 'followed' | 'filter' | 'search' | 'isTree' | 'grouping' | 'hasKernelThreads' | 'threadsOf'
	>;

/** The rows of the list, and the processes that match the filter. */
export type ProcessList = {readonly rows: readonly ProcessRow[]; readonly matching: readonly Process[]};

/** Returns the matching processes in display order: as a list, as a tree or in groups. */
export function processRows(all: readonly Process[], options: RowOptions, scope: ListScope): ProcessList {
	const {filter, search, isTree, grouping, hasKernelThreads, threadsOf} = options;
	const within = scope.scope?.within(all) ?? all;
	const list = hasKernelThreads ? within : within.filter(({isKernelThread}) => !isKernelThread);
	const {matches} = parseFilter(filter);
	const matching = filter.trim() === '' ? list : list.filter(process => matches(process, scope));
	const compare = comparisonOf(orderOf(options), list);
	const arranged = grouping
		? groupRows(matching, grouping, compare, options)
		: isTree
			? treeRows(list, new Set(matching), compare, options)
			: [...matching].sort(compare).map(plainRow);
	const rows = threadsOf === undefined ? arranged : withThreads(arranged, threadsOf, options, scope.threads);
	return {rows: search.trim() === '' ? rows : found(rows, parseFilter(search), scope), matching};
}

function found(
	rows: readonly ProcessRow[],
	{matches, error}: ProcessFilter,
	scope: FilterScope,
): readonly ProcessRow[] {
	return rows.map(row =>
		error === undefined && row.isMatch && row.group === undefined && !row.isThread && matches(row.process, scope)
			? {...row, isFound: true}
			: row,
	);
}
