/** The columns of the process list, in the order of the column menu. */
export const processColumns = [
	'pid',
	'parent',
	'user',
	'state',
	'nice',
	'cpu',
	'memory',
	'threads',
	'time',
	'start',
	'name',
	'command',
] as const;

export type ProcessColumn = (typeof processColumns)[number];

/** The columns to sort processes by: every column but the command, which is sorted by the name. */
export const sortColumns = processColumns.filter(column => column !== 'command');

/** The columns of the process list unless others are chosen. */
export const defaultProcessColumns = [
	'pid',
	'user',
	'cpu',
	'memory',
	'threads',
	'state',
	'time',
	'command',
] as const satisfies readonly ProcessColumn[];
