/** The columns of the process list, in the order of the column menu. */
export const processColumns = [
	'pid',
	'parent',
	'user',
	'state',
	'priority',
	'nice',
	'cpu',
	'children_cpu',
	'run_delay',
	'memory',
	'virtual',
	'shared',
	'swap',
	'io_read',
	'io_write',
	'minor_faults',
	'major_faults',
	'threads',
	'open_files',
	'time',
	'start',
	'group',
	'wait_channel',
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
	'io_read',
	'io_write',
	'threads',
	'state',
	'time',
	'command',
] as const satisfies readonly ProcessColumn[];
