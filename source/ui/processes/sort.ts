import {type ProcessColumn, sortColumns} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';
import {fields} from './fields.js';

export type SortKey = Exclude<ProcessColumn, 'command'>;

type Comparison = (a: Process, b: Process) => number;

export const sortKeys: readonly SortKey[] = sortColumns;

/**
Returns a comparison by `key`: largest first, names from A to Z; `isInverted` reverses it. Unknown values come last. Equal
processes are ordered by memory and then by PID, so that rows do not swap.
*/
export function comparison(key: SortKey, isInverted: boolean): Comparison {
	const field = fields[key];
	const pick: (process: Process) => number | string | undefined = field.kind === 'text' ? field.text : field.number;
	const isAscending = (field.kind === 'text' || (field.isAscending ?? false)) !== isInverted;
	return (a, b) =>
		compareKnown(pick(a), pick(b), isAscending) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}

function compareKnown<Value extends number | string>(
	a: Value | undefined,
	b: Value | undefined,
	isAscending: boolean,
): number {
	if (a === undefined || b === undefined) {
		return a === b ? 0 : a === undefined ? 1 : -1;
	}

	const order = a < b ? -1 : a > b ? 1 : 0;
	return isAscending ? order : -order;
}
