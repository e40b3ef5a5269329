import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitRight} from '../drawing/text.js';

/** Column widths in cells; 0 means that the column is hidden. */
export type HostColumns = {
	readonly width: number;
	/** Status sign and the blanks around it. */
	readonly sign: number;
	readonly name: number;
	/** Host name of the machine. */
	readonly machine: number;
	/** Figure of a percentage. */
	readonly share: number;
	/** Spark line beside CPU and beside memory. */
	readonly cpuSpark: number;
	readonly memorySpark: number;
	readonly load: number;
	readonly path: number;
	/** Rate of one direction, with its arrow. */
	readonly rate: number;
	readonly gpu: number;
	readonly alerts: number;
	readonly age: number;
	/** The worst finding or alert. */
	readonly message: number;
};

export const gap = 2;

const minName = 6;
const maxName = 40;
const maxPath = 10;
/** The width from which on a row without path and age has room for what is wrong. */
const minDense = 76;
/** Cells for what is wrong on such a screen, which long names leave. */
const denseMessage = 22;
const minMessage = 20;
/** Share of the width that columns of less importance leave for what is wrong. */
const reservedShare = 0.22;

/** Columns that a wide screen adds, the most important first. */
const extras = [
	['cpuSpark', 8],
	['load', 5],
	['rate', 6],
	['memorySpark', 8],
	['machine', 16],
] as const satisfies readonly (readonly [keyof HostColumns, number])[];

/**
Computes the column widths. Figures come first, then names; the remaining width is for what is wrong and for more figures. On
a narrow screen, what is wrong takes the place of the path and of the age: the age of stale data is then in place of the
alerts.
*/
export function hostColumns(hosts: readonly FleetHost[], width: number, glyphs: Glyphs): HostColumns {
	const columns = columnsFor(hosts, width, glyphs, false);
	return columns.message > 0 ? withExtras(columns, hosts) : columnsFor(hosts, width, glyphs, true);
}

function columnsFor(hosts: readonly FleetHost[], width: number, glyphs: Glyphs, isDense: boolean): HostColumns {
	const longestPath = Math.max(1, ...hosts.map(({summary}) => cells(printable(summary?.disk?.path ?? ''))));
	const longest = Math.max(4, ...hosts.map(({name}) => cells(printable(name))));
	const isNarrow = width < 60;
	const hasNoAge = isNarrow || (isDense && width >= minDense);
	const hasGpu = !isNarrow && hosts.some(({summary}) => summary?.gpuPercent !== undefined);
	const fixed = {
		sign: cells(glyphs.critical) + 2,
		machine: 0,
		share: isNarrow ? 4 : 6,
		cpuSpark: 0,
		memorySpark: 0,
		load: 0,
		path: width >= 80 && !isDense ? Math.min(maxPath, longestPath) : 0,
		rate: 0,
		gpu: hasGpu ? 4 : 0,
		alerts: 6,
		age: hasNoAge ? 0 : 9,
	};
	const used =
		fixed.sign +
		3 * (gap + fixed.share) +
		withGap(fixed.path, 1) +
		withGap(fixed.gpu, gap) +
		withGap(fixed.alerts, gap) +
		withGap(fixed.age, gap);
	const reserved = isDense && width >= minDense ? gap + denseMessage : 0;
	const name = Math.max(minName, Math.min(longest, maxName, width - used - reserved));
	const rest = width - used - name - gap;
	return {width, ...fixed, name, message: rest >= minMessage ? rest : 0};
}

/** Adds columns as long as enough room is left for what is wrong. */
function withExtras(columns: HostColumns, hosts: readonly FleetHost[]): HostColumns {
	const hasMachines = hosts.some(({name, summary}) => summary?.hostname !== undefined && summary.hostname !== name);
	let widened = columns;
	for (const [column, size] of extras) {
		if (column === 'machine' && !hasMachines) {
			continue;
		}

		const taken = column === 'rate' ? 2 * (gap + size) : column.endsWith('Spark') ? 1 + size : gap + size;
		const message = widened.message - taken;
		if (message >= columns.width * reservedShare) {
			widened = {...widened, [column]: size, message};
		}
	}

	return widened;
}

function withGap(size: number, before: number): number {
	return size === 0 ? 0 : size + before;
}

export function drawHead(columns: HostColumns, glyphs: Glyphs): Line {
	const {sign, name, machine, share, cpuSpark, memorySpark, load, path, rate, gpu, alerts, age, message} = columns;
	const right = (head: string, size: number): string => (size === 0 ? '' : ' '.repeat(gap) + fitRight(head, size));
	const left = (head: string, size: number): string => (size === 0 ? '' : ' '.repeat(gap) + fit(head, size));
	const blank = (size: number): string => ' '.repeat(withGap(size, 1));
	const text = [
		' '.repeat(sign),
		fit('HOST', name),
		left('MACHINE', machine),
		right('CPU', share),
		blank(cpuSpark),
		right('LOAD', load),
		right('MEM', share),
		blank(memorySpark),
		right('DISK', share),
		blank(path),
		right(`NET ${glyphs.down}`, rate),
		right(glyphs.up, rate),
		right('GPU', gpu),
		left('ALERTS', alerts),
		left('AGE', age),
		left('WORST', message),
	].join('');
	return [span(text, 'muted')];
}
