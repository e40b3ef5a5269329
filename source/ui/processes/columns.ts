import type {ProcessColumn} from '../../config/options/process-columns.js';
import type {Process} from '../../metrics/snapshot.js';
import {absent, formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {levelRole, type Role} from '../theme/role.js';
import {formatCpuTime} from './cpu-time.js';
import {fields} from './fields.js';
import {columnsOf, type ShownOrder} from './list-order.js';
import type {SortKey} from './sort.js';
import {formatStart} from './start-time.js';

/** A column of fixed width. The column `command` takes the width that the others leave. */
export type Column = {
	readonly name: SortKey;
	readonly head: string;
	readonly width: number;
	readonly isRight: boolean;
	/** Returns the text of a cell, or variants of it from long to short, of which the first that fits is shown. */
	readonly text: (process: Process, context: ColumnContext) => string | readonly string[];
	readonly role: (process: Process, context: ColumnContext) => Role;
};

export type ColumnContext = {
	readonly appearance: Appearance;
	/** Whether 100 % is one core; otherwise it is all cores. */
	readonly isPerCore: boolean;
	readonly cores: number;
	/** Time of the sample. */
	readonly nowMs: number;
};

type Drawing = Pick<Column, 'head' | 'width'> & Partial<Pick<Column, 'text' | 'role'>>;

const drawings: Readonly<Record<SortKey, Drawing>> = {
	pid: {head: 'PID', width: 7},
	parent: {head: 'PPID', width: 7},
	user: {head: 'USER', width: 9, role: () => 'text'},
	state: {head: 'S', width: 1, role: stateRole},
	priority: {head: 'PRI', width: 4},
	nice: {head: 'NI', width: 3, role: ({nice}) => (nice !== undefined && nice < 0 ? 'accent' : 'muted')},
	cpu: {
		head: 'CPU%',
		width: 6,
		text: ({cpuPercent}, context) => cpuText(cpuPercent, context),
		role: ({cpuPercent}) => busyRole(cpuPercent),
	},
	children_cpu: {
		head: 'CHLD%',
		width: 6,
		text: ({childrenCpuPercent}, context) => cpuText(childrenCpuPercent, context),
		role: ({childrenCpuPercent}) => busyRole(childrenCpuPercent),
	},
	run_delay: {head: 'DLY%', width: 6, role: ({runDelayPercent}) => busyRole(runDelayPercent)},
	memory: {
		head: 'MEM',
		width: 6,
		text: ({residentSetBytes}, {appearance}) =>
			residentSetBytes === 0 ? '-' : appearance.shortBytes(residentSetBytes),
		role: ({residentSetBytes}) => (residentSetBytes === 0 ? 'muted' : 'text'),
	},
	virtual: {head: 'VIRT', width: 6},
	shared: {head: 'SHR', width: 6},
	swap: {head: 'SWAP', width: 6, role: ({swapBytes}) => valueRole(swapBytes)},
	io_read: {head: 'R/s', width: 6, role: ({readBytesPerSecond}) => valueRole(readBytesPerSecond)},
	io_write: {head: 'W/s', width: 6, role: ({writeBytesPerSecond}) => valueRole(writeBytesPerSecond)},
	minor_faults: {head: 'MINFL', width: 6},
	major_faults: {head: 'MAJFL', width: 6, role: ({majorFaultsPerSecond}) => valueRole(majorFaultsPerSecond)},
	threads: {head: 'THR', width: 4},
	open_files: {head: 'FILES', width: 6},
	time: {head: 'TIME', width: 9},
	start: {head: 'START', width: 6},
	group: {head: 'GROUP', width: 20, role: () => 'text'},
	wait_channel: {
		head: 'WAITS IN',
		width: 16,
		text: ({waitChannel, state}) => printable(waitChannel ?? (state === 'D' ? absent : '')),
		role: () => 'text',
	},
	name: {head: 'NAME', width: 15, role: () => 'text'},
};

const busyRole = (percent: number | undefined): Role =>
	percent === undefined || percent < 0.05 ? 'muted' : levelRole(percent);

const valueRole = (value: number | undefined): Role => (value ? 'text' : 'muted');

/** Draws a share of the processor: per core, or of the whole machine. */
function cpuText(percent: number | undefined, {isPerCore, cores}: ColumnContext): string {
	return (isPerCore ? percent : percent && percent / Math.max(1, cores))?.toFixed(1) ?? absent;
}

/** Returns a count and, for a narrow column, the count in thousands. */
function countText(count: number | string): readonly string[] {
	return [String(count), `${Math.floor(Number(count) / 1000)}k`];
}

function columnOf(name: SortKey): Column {
	const field = fields[name];
	const text: Column['text'] = (process, {appearance, nowMs}) => {
		if (field.kind === 'text') {
			return printable(field.text(process) ?? absent);
		}

		const value = field.number(process);
		if (value === undefined) {
			return absent;
		}

		switch (field.kind) {
			case 'bytes':
				return appearance.shortBytes(value);
			case 'rate':
				return formatShortRate(value);
			case 'percent':
				return value.toFixed(1);
			case 'duration':
				return formatCpuTime(value);
			case 'moment':
				return formatStart(value, nowMs);
			case 'events':
				return countText(value < 10 ? value.toFixed(1) : Math.round(value));
			case 'count':
				return countText(value);
			default:
				return field satisfies never;
		}
	};
	return {name, isRight: field.kind !== 'text', text, role: () => 'muted', ...drawings[name]};
}

/** Least cells of the command, which the columns beside it leave. */
const minCommandWidth = 25;
/** Least cells of the command in a narrow list, and its share of the width. */
const minNarrowCommandWidth = 10;
const narrowCommandShare = 0.4;
/** Width of a list in which there is only one column beside the command. */
const singleColumnWidth = 24;

function commandRoom(width: number): number {
	return Math.min(minCommandWidth, Math.max(minNarrowCommandWidth, Math.floor(width * narrowCommandShare)));
}

/** These stay longest while the list gets narrower; the others go from right to left. */
const essential: readonly ProcessColumn[] = ['pid', 'cpu', 'memory', 'state', 'user', 'threads', 'time'];

/** The visible columns: those left and right of the command, and the width of the command; 0 when it is not chosen. */
export type ColumnLayout = {
	readonly left: readonly Column[];
	readonly right: readonly Column[];
	readonly commandWidth: number;
};

/**
Returns the columns that fit into `width`, in the chosen order. The columns that the list is ordered by are always among
them.
*/
export function columnLayout(chosen: readonly ProcessColumn[], order: ShownOrder, width: number): ColumnLayout {
	const command = chosen.indexOf('command');
	const all = columnsOf(chosen, order);
	const ordered = new Set<ProcessColumn>([...order.marked, ...(order.shown ?? [])]);
	const rank = (name: ProcessColumn): number => {
		const index = essential.indexOf(name);
		return ordered.has(name) ? -1 : index === -1 ? essential.length + all.indexOf(name) : index;
	};
	const kept = new Set<ProcessColumn>();
	let room = width - (command === -1 ? 0 : commandRoom(width));
	for (const name of all.filter(one => one !== 'command').sort((a, b) => rank(a) - rank(b))) {
		room -= drawings[name].width + 1;
		if (room < 0 && kept.size > (width < singleColumnWidth ? 0 : 1)) {
			break;
		}

		kept.add(name);
	}

	const shown = (names: readonly ProcessColumn[]): readonly Column[] =>
		names.filter(name => name !== 'command').flatMap(name => (kept.has(name) ? [columnOf(name)] : []));
	const end = all.includes('command') ? all.indexOf('command') : all.length;
	const left = shown(all.slice(0, end));
	const right = shown(all.slice(end + 1));
	const used = [...left, ...right].reduce((sum, column) => sum + column.width + 1, 0);
	return {left, right, commandWidth: command === -1 ? 0 : Math.max(0, width - used)};
}

/** Returns the sort key of the column head at a cell of the head. */
export function sortKeyAt({left, right, commandWidth}: ColumnLayout, cell: number): SortKey | undefined {
	const command = {name: 'name', width: commandWidth - 1} as const;
	let end = 0;
	for (const {name, width} of [...left, ...(commandWidth > 0 ? [command] : []), ...right]) {
		end += width + 1;
		if (cell < end) {
			return name;
		}
	}

	return undefined;
}

export function aligned(
	value: string | readonly string[],
	{width, isRight}: Pick<Column, 'width' | 'isRight'>,
): string {
	return isRight || typeof value !== 'string' ? fitRight(value, width) : fit(value, width);
}

function stateRole({state}: Process): Role {
	switch (state) {
		case 'R':
			return 'good';
		case 'D':
			return 'warning';
		case 'Z':
			return 'critical';
		default:
			return 'muted';
	}
}
