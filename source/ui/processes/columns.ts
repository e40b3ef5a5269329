import type {Process} from '../../metrics/snapshot.js';
import {absent} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {levelRole, type Role} from '../theme/role.js';
import {formatCpuTime} from './cpu-time.js';
import type {SortKey} from './sort.js';

export type Column = {
	readonly head: string;
	readonly width: number;
	readonly isRight: boolean;
	/** Minimum panel width at which the column is shown. */
	readonly from: number;
	readonly sort: SortKey | undefined;
	/** Returns the text of a cell, or variants of it from long to short, of which the first that fits is shown. */
	readonly text: (process: Process, context: ColumnContext) => string | readonly string[];
	readonly role: (process: Process, context: ColumnContext) => Role;
};

export type ColumnContext = {
	readonly appearance: Appearance;
	/** Whether 100 % is one core; otherwise it is all cores. */
	readonly isPerCore: boolean;
	readonly cores: number;
};

const muted = (): Role => 'muted';
const text = (): Role => 'text';

function cpuShare({cpuPercent}: Process, {isPerCore, cores}: ColumnContext): number | undefined {
	return cpuPercent === undefined || isPerCore ? cpuPercent : cpuPercent / Math.max(1, cores);
}

export const columns: readonly Column[] = [
	{head: 'PID', width: 7, isRight: true, from: 0, sort: 'pid', text: ({pid}) => String(pid), role: muted},
	{
		head: 'USER',
		width: 9,
		isRight: false,
		from: 48,
		sort: 'user',
		text: ({user}) => printable(user ?? absent),
		role: text,
	},
	{
		head: 'CPU%',
		width: 6,
		isRight: true,
		from: 0,
		sort: 'cpu',
		text: (process, context) => cpuShare(process, context)?.toFixed(1) ?? absent,
		role: ({cpuPercent}) => (cpuPercent === undefined || cpuPercent < 0.05 ? 'muted' : levelRole(cpuPercent)),
	},
	{
		head: 'MEM',
		width: 6,
		isRight: true,
		from: 0,
		sort: 'memory',
		text: ({residentSetBytes}, {appearance}) =>
			residentSetBytes === 0 ? '-' : appearance.shortBytes(residentSetBytes),
		role: ({residentSetBytes}) => (residentSetBytes === 0 ? 'muted' : 'text'),
	},
	{
		head: 'THR',
		width: 4,
		isRight: true,
		from: 66,
		sort: 'threads',
		text: ({threads}) => (threads === undefined ? absent : [String(threads), `${Math.floor(threads / 1000)}k`]),
		role: muted,
	},
	{head: 'S', width: 1, isRight: false, from: 40, sort: undefined, text: ({state}) => state, role: stateRole},
	{
		head: 'TIME',
		width: 9,
		isRight: true,
		from: 70,
		sort: 'time',
		text: ({cpuTimeSeconds}) => formatCpuTime(cpuTimeSeconds),
		role: muted,
	},
];

export function aligned(value: string | readonly string[], {width, isRight}: Column): string {
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
