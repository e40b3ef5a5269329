import {memo, useMemo} from 'react';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Processes} from '../../metrics/snapshot.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit} from '../drawing/text.js';
import {useAppearance, useMonitor, useScreen, useUi} from '../hooks/services.js';
import {aligned, type Column, type ColumnContext, columns} from '../processes/columns.js';
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

	const shown = columns.filter(({from, sort}) => width >= from || sort === view.sort);
	const nameWidth = Math.max(0, width - shown.reduce((sum, column) => sum + column.width + 1, 0));
	const head: Line = [
		...shown.map(column =>
			span(`${aligned(headOf(column, view, context), column)} `, column.sort === view.sort ? 'accent' : 'muted'),
		),
		span(
			fit(view.sort === 'name' ? `COMMAND${arrow(view, context)}` : 'COMMAND', nameWidth),
			view.sort === 'name' ? 'accent' : 'muted',
		),
	];
	const body = visible.slice(0, Math.max(0, height - 1)).map((row): Line => {
		const key = processKey(row.process);
		const isSelected = key === view.selectedKey;
		const isTagged = view.tagged.has(key);
		const parts = [
			...shown.map(column =>
				span(`${aligned(column.text(row.process, context), column)} `, column.role(row.process, context)),
			),
			span(row.branch, 'muted'),
			...commandSpans(row, commandLine, Math.max(0, nameWidth - row.branch.length)),
		];
		const marked = isTagged ? withTag(parts, context.appearance.glyphs.tag) : parts;
		return isSelected ? marked.map(part => ({...part, role: 'selected'})) : marked;
	});
	const none: readonly Line[] =
		rows.length === 0 ? [[span(`no process matches "${printable(view.filter)}"`, 'muted')]] : [];
	return [fitLine(head, width), ...body.map(line => fitLine(line, width)), ...none];
}

/** Draws a tagged row: a sign in place of the space after the first column, which is free, and a colour. */
function withTag([first, ...others]: Line, sign: string): Line {
	return first === undefined
		? []
		: [
				span(`${first.text.slice(0, -1)}${sign}`, 'warning'),
				...others.map(part => ({...part, role: 'warning' as const})),
			];
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

function headOf(column: Column, view: ProcessView, context: ColumnContext): string {
	return column.sort !== undefined && column.sort === view.sort ? `${column.head}${arrow(view, context)}` : column.head;
}

function arrow({isInverted}: ProcessView, {appearance}: ColumnContext): string {
	return isInverted ? appearance.glyphs.up : appearance.glyphs.down;
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
	const processes = known(reading);
	const rows = useMemo(
		() => processRows(processes?.list ?? [], {...view, isAscii: appearance.isAscii}, commandLine),
		[processes, view, appearance, commandLine],
	);
	const {visible} = processWindow(rows, view, innerHeight(height));
	const context: ColumnContext = {appearance, isPerCore: view.isPerCore, cores};
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
