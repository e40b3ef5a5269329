import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';
import {ioBytesPerSecond} from '../../metrics/values/process-io.js';
import type {ProcessView} from './process-view.js';
import {comparison, type SortKey} from './sort.js';
import type {Trouble} from './trouble.js';
import {zombiesByParent} from './zombies.js';

type Comparison = (a: Process, b: Process) => number;

/** Returns the rank of a process in a list; higher ranks come first, and equal ones in the order of the sort key. */
type Ranking = (list: readonly Process[]) => (process: Process) => number;

/** An order of the process list. */
export type ListOrder = {
	readonly sort: SortKey;
	readonly isInverted: boolean;
	/** Columns that the list is ordered by. Their heads are marked, and they are shown even if they are not chosen. */
	readonly marked: readonly SortKey[];
	/** Columns that explain the order. They are shown, too. */
	readonly shown?: readonly SortKey[];
	readonly rank?: Ranking | undefined;
	/** The order in a word or two, for the title: `MEM`. `undefined` for an order that the user chose. */
	readonly label: string | undefined;
};

/** Parents with many zombies come first, then the zombies. */
const byZombies: Ranking = list => {
	const children = zombiesByParent(list);
	return ({pid, state}) => (children.get(pid) ?? 0) + (state === 'Z' ? 0.5 : 0);
};

/** The order for each trouble: who causes it comes first. */
const orders: Readonly<Record<Trouble, Omit<ListOrder, 'isInverted'>>> = {
	cpu: {sort: 'cpu', marked: ['cpu'], label: 'CPU%'},
	'short-lived': {sort: 'children_cpu', marked: ['children_cpu'], label: 'CHLD%'},
	memory: {sort: 'memory', marked: ['memory'], label: 'MEM'},
	swap: {sort: 'swap', marked: ['swap'], label: 'SWAP'},
	'disk I/O': {sort: 'cpu', marked: ['io_read', 'io_write'], label: 'R/s W/s', rank: () => ioBytesPerSecond},
	blocked: {
		sort: 'cpu',
		marked: ['state'],
		shown: ['wait_channel'],
		label: 'D',
		rank:
			() =>
			({state}) =>
				state === 'D' ? 1 : 0,
	},
	zombies: {sort: 'cpu', marked: ['state'], shown: ['parent'], label: 'Z', rank: byZombies},
	files: {sort: 'open_files', marked: ['open_files'], label: 'FILES'},
	threads: {sort: 'threads', marked: ['threads'], label: 'THR'},
};

/** Returns the order in which the list is drawn: the one that follows the trouble, otherwise the user's. */
export function orderOf({
	sort,
	isInverted,
	followed,
}: Pick<ProcessView, 'sort' | 'isInverted' | 'followed'>): ListOrder {
	const order = followed && orders[followed];
	// The order that the user has anyway needs no mark.
	return order === undefined || (order.rank === undefined && order.sort === sort && !isInverted)
		? {sort, isInverted, marked: [sort], label: undefined}
		: {...order, isInverted: false};
}

/** Returns the comparison of an order for a list. */
export function comparisonOf({sort, isInverted, rank}: ListOrder, list: readonly Process[]): Comparison {
	const compare = comparison(sort, isInverted);
	const rankOf = rank?.(list);
	return rankOf ? (a, b) => rankOf(b) - rankOf(a) || compare(a, b) : compare;
}

/** The part of an order that decides about columns. */
export type ShownOrder = Pick<ListOrder, 'marked' | 'shown'>;

/** Returns the columns with those of the order. */
export function columnsOf(
	chosen: readonly ProcessColumn[],
	{marked, shown = []}: ShownOrder,
): readonly ProcessColumn[] {
	const missing = [...marked, ...shown].filter(
		name => !chosen.includes(name) && !(name === 'name' && chosen.includes('command')),
	);
	const command = chosen.indexOf('command');
	const at = command === -1 ? chosen.length : command;
	return [...chosen.slice(0, at), ...missing, ...chosen.slice(at)];
}
