import {memo} from 'react';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Kernel, KernelTable} from '../../metrics/snapshot.js';
import {formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {contentSize} from '../drawing/border.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, longestThatFits, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {levelRole} from '../theme/role.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const labels = {files: 'open files', threads: 'threads', conntrack: 'connections'} as const satisfies Readonly<
	Record<keyof Kernel, string>
>;

const labelWidth = Math.max(...Object.values(labels).map(label => label.length)) + 1;
const percentWidth = 6;

type NamedTable = readonly [keyof Kernel, KernelTable];

/** Returns the tables that the machine has, in the order of the panel. */
function tablesOf({files, threads, conntrack}: Kernel): readonly NamedTable[] {
	const tables = [['files', files] as const, ['threads', threads] as const, ['conntrack', conntrack] as const];
	return tables.flatMap(([name, table]) => (table ? [[name, table] as const] : []));
}

/**
Draws entries, maximum and usage of each table, the fullest ones when not all fit. Parts that do not fit are left out; no
number is cut.
*/
export function drawKernel(reading: Reading<Kernel>, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const all = tablesOf(reading.value);
	const tables = all.length <= height ? all : [...all].sort(fullestFirst).slice(0, height);
	// Of equal width, so that the bars end in the same column.
	const amountWidth = Math.max(...tables.map(([, table]) => amountOf(table).length));
	return tables.map(([name, table]) => tableLine(labels[name], table, amountWidth, width, glyphs));
}

function fullestFirst([, a]: NamedTable, [, b]: NamedTable): number {
	return (b.usedPercent ?? 0) - (a.usedPercent ?? 0);
}

function amountOf({used, maximum}: KernelTable): string {
	return maximum === undefined ? '' : `  ${used} of ${maximum}`;
}

function tableLine(label: string, table: KernelTable, amountWidth: number, width: number, glyphs: Glyphs): Line {
	const {used, maximum, usedPercent} = table;
	const name = span(label.padEnd(labelWidth), 'muted');
	if (maximum === undefined || usedPercent === undefined) {
		const amount = span(String(used));
		return longestThatFits([[name, amount, span(', no limit', 'muted')], [name, amount], [amount]], width);
	}

	const share = span(fitRight(formatPercent(usedPercent), percentWidth), levelRole(usedPercent));
	const barWidth = width - labelWidth - percentWidth;
	const barBeside = Math.max(0, barWidth - amountWidth);
	return longestThatFits(
		[
			[name, ...bar(usedPercent, barBeside, glyphs), share, span(amountOf(table), 'muted')],
			[name, ...bar(usedPercent, Math.max(0, barWidth), glyphs), share],
			[share],
		],
		width,
	);
}

function KernelPanel(props: PanelProps) {
	const size = contentSize(props);
	const {glyphs} = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.kernel ?? pending);
	return <Panel {...props} lines={drawKernel(reading, size.width, size.height, glyphs)} />;
}

export const kernel: PanelDefinition = {
	title: 'Kernel',
	meaning: 'tables of the kernel: open files, threads, connections',
	collectors: ['kernel'],
	count: sample => countOf(sample, 'kernel', 'present', value => tablesOf(value).length),
	rows: count => ({min: 1, ideal: Math.max(1, count), stretch: 0, importance: 12}),
	position: {row: 9, share: 5, wide: 'far', spare: 'right'},
	list: undefined,
	Component: memo(KernelPanel),
};
