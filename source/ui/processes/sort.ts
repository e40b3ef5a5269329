import type {Process} from '../../metrics/snapshot.js';

export const sortKeys = ['cpu', 'memory', 'time', 'pid', 'user', 'threads', 'name'] as const;

export type SortKey = (typeof sortKeys)[number];

type Comparison = (a: Process, b: Process) => number;

const byNumber =
	(pick: (process: Process) => number | undefined): Comparison =>
	(a, b) =>
		(pick(b) ?? -1) - (pick(a) ?? -1);

const byText =
	(pick: (process: Process) => string | undefined): Comparison =>
	(a, b) =>
		compareText(pick(a) ?? '', pick(b) ?? '');

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

const comparisons: Readonly<Record<SortKey, Comparison>> = {
	cpu: byNumber(({cpuPercent}) => cpuPercent),
	memory: byNumber(({residentSetBytes}) => residentSetBytes),
	time: byNumber(({cpuTimeSeconds}) => cpuTimeSeconds),
	pid: (a, b) => a.pid - b.pid,
	user: byText(({user}) => user),
	threads: byNumber(({threads}) => threads),
	name: byText(({name}) => name),
};

/**
Returns a comparison by `key`: largest first, names from A to Z; `isInverted` reverses it. Equal processes are ordered by
memory and then by PID, so that rows do not swap.
*/
export function comparison(key: SortKey, isInverted: boolean): Comparison {
	const compare = comparisons[key];
	const sign = isInverted ? -1 : 1;
	return (a, b) => sign * compare(a, b) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}
