import {memo, useMemo} from 'react';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Processes} from '../../metrics/snapshot.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, longestThatFits, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit} from '../drawing/text.js';
import {useAppearance, useMonitor, useScreen, useUi} from '../hooks/services.js';
import {aligned, type Column, type ColumnContext, columnLayout} from '../processes/columns.js';
import {nameAndArguments} from '../processes/command.js';
import type {ProcessView} from '../processes/process-view.js';
import {type ProcessRow, processKey, processRows} from '../processes/rows.js';
import type {ProcessService} from '../processes/service.js';
import {processWindow} from '../processes/window.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

export type ProcessesContent = {
	readonly reading: Reading<Processes>;
	readonly rows: readonly ProcessRow[];
	/** The rows that fit, as the window of the list chooses them. */
	readonly visible: readonly ProcessRow[];
	readonly view: ProcessView;
	readonly context: ColumnContext;
	readonly commandLine: ProcessService['commandLine'];
};

/** Draws the table header, with the sort column marked, and the visible rows. */
export function drawProcesses(content: ProcessesContent, width: number, height: number): readonly Line[] {
	const {reading, rows, visible, view, context, commandLine} = content;
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	if (reading.value.list === undefined) {
		return [[span('this sample has no process list', 'muted')]];
	}

	const {left, right, commandWidth} = columnLayout(view.columns, view.sort, width);
	const line = (cell: (column: Column) => Span, command: Line): Line => [
		...left.flatMap(column => [cell(column), gap]),
		...command,
		...right.flatMap(column => [gap, cell(column)]),
	];
	const head = line(
		column => headOf(column.head, column.name === view.sort, column, content),
		[headOf('COMMAND', view.sort === 'name' && !view.columns.includes('name'), {width: commandWidth}, content)],
	);
	const body = visible.slice(0, Math.max(0, height - 1)).map((row): Line => {
		const key = processKey(row.process);
		const isSelected = key === view.selectedKey;
		const isTagged = view.tagged.has(key);
		const parts = line(
			column => span(aligned(column.text(row.process, context), column), column.role(row.process, context)),
			[
				span(fit(row.branch, Math.min(commandWidth, row.branch.length)), 'muted'),
				...commandSpans(row, commandLine, Math.max(0, commandWidth - row.branch.length)),
			],
		);
		const marked = isTagged ? withTag(parts, context.appearance.glyphs.tag) : parts;
		return isSelected ? marked.map(part => ({...part, role: 'selected'})) : marked;
	});
	const none: readonly Line[] =
		rows.length === 0 ? [[span(`no process matches "${printable(view.filter)}"`, 'muted')]] : [];
	return [fitLine(head, width), ...body.map(one => fitLine(one, width)), ...none];
}

const gap = span(' ');

/** Draws a column head; the sort column has an arrow. */
function headOf(
	head: string,
	isSorted: boolean,
	column: Pick<Column, 'width'> & Partial<Column>,
	{view, context: {appearance}}: ProcessesContent,
): Span {
	const arrow = view.isInverted ? appearance.glyphs.up : appearance.glyphs.down;
	const text = isSorted ? `${head}${arrow}` : head;
	return span(aligned(text, {isRight: false, ...column}), isSorted ? 'accent' : 'muted');
}

/** Draws a tagged row: a sign in place of the space after the first column, which is free, and a colour. */
function withTag(parts: Line, sign: string): Line {
	const at = parts.indexOf(gap);
	return parts.map((part, index) => ({...part, text: index === at ? sign : part.text, role: 'warning'}));
}

/** Returns the name and, muted, the arguments when the command line is readable. */
function commandSpans({process}: ProcessRow, commandLine: ProcessService['commandLine'], width: number): Line {
	const name = printable(process.name);
	const started = commandLine(process);
	if (started === undefined) {
		return [span(fit(name, width), process.residentSetBytes === 0 ? 'muted' : 'text')];
	}

	const [head, tail] = nameAndArguments(name, printable(started));
	const headWidth = Math.min(width, cells(head));
	return [span(fit(head, headWidth)), span(fit(tail, width - headWidth), 'muted')];
}

function processesDetail(
	processes: Processes | undefined,
	view: ProcessView,
	shown: number,
	width: number,
	separator: string,
): Line {
	if (!processes) {
		return [];
	}

	const filter: readonly Line[] =
		view.filter === '' ? [] : [[span(`/${printable(view.filter)}`, 'accent')], [span(`${shown} match`, 'muted')]];
	const mode: readonly Line[] = [
		...(view.tagged.size === 0 ? [] : [[span(`${view.tagged.size} tagged`, 'warning')]]),
		...(view.isFollowing ? [[span('following', 'accent')]] : []),
		...(view.isPerCore ? [] : [[span('of all cores', 'muted')]]),
	];
	const counts: readonly Line[] = [
		[span(`${processes.total} total`, 'muted')],
		...(processes.running ? [[span(`${processes.running} running`, 'muted')]] : []),
		...(processes.unreadable ? [[span(`${processes.unreadable} hidden from this user`, 'muted')]] : []),
		...(processes.zombie ? [[span(`${processes.zombie} zombie`, 'warning')]] : []),
	];
	return longestThatFits(
		[[...filter, ...mode, ...counts], [...filter, ...mode], filter.slice(-1)].map(parts =>
			joinSpans(parts, ` ${separator} `),
		),
		width,
	);
}

function ProcessesPanel(props: PanelProps) {
	const {width, height} = props;
	const appearance = useAppearance();
	const view = useUi(ui => ui.processes);
	const {commandLine} = useScreen(({settings}) => settings.service);
	const reading = useMonitor(state => state.sample?.snapshot.readings.processes ?? pending);
	const cores = useMonitor(state => known(state.sample?.snapshot.readings.processor)?.cores.length ?? 1);
	// Start times are drawn to the minute.
	const minute = useMonitor(state => Math.floor((state.sample?.snapshot.timestampMs ?? 0) / 60_000));
	const processes = known(reading);
	const rows = useMemo(
		() => processRows(processes?.list ?? [], {...view, isAscii: appearance.isAscii}, commandLine),
		[processes, view, appearance, commandLine],
	);
	const {visible} = processWindow(rows, view, innerHeight(height));
	const context: ColumnContext = {appearance, isPerCore: view.isPerCore, cores, nowMs: minute * 60_000};
	return (
		<Panel
			{...props}
			detail={processesDetail(
				processes,
				view,
				rows.length,
				innerWidth(width) - props.title.length - 5,
				appearance.glyphs.separator,
			)}
			lines={drawProcesses(
				{reading, rows, visible, view, context, commandLine},
				innerWidth(width),
				innerHeight(height),
			)}
		/>
	);
}

export const processes: PanelDefinition = {
	title: 'Processes',
	meaning: 'running processes',
	collectors: ['processes'],
	count: sample => countOf(sample, 'processes', 'always'),
	rows: () => ({min: 3, comfort: 4, ideal: 10, stretch: 8, importance: 5}),
	position: {row: 6, share: 8, wide: 'right', spare: 'right'},
	// The list selects a process instead of scrolling.
	list: undefined,
	Component: memo(ProcessesPanel),
};
