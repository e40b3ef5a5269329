import {memo, useEffect, useMemo, useSyncExternalStore} from 'react';
import type {MonitorState} from '../../core/state.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Processes} from '../../metrics/snapshot.js';
import {absent, countOf} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {contentSize} from '../drawing/border.js';
import {detailRoom} from '../drawing/frame.js';
import {fitLine, type Line, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, ellipsis, fit} from '../drawing/text.js';
import {useAppearance, useMonitor, useRoute, useScreen, useUi} from '../hooks/services.js';
import {aligned, type Column, type ColumnContext, columnLayout} from '../processes/columns.js';
import {nameAndArguments} from '../processes/command.js';
import {manyForks} from '../processes/counts.js';
import {fields} from '../processes/fields.js';
import {orderOf} from '../processes/list-order.js';
import {listScope} from '../processes/listed.js';
import {type ProcessList, processRows} from '../processes/process-list.js';
import type {ProcessView} from '../processes/process-view.js';
import type {ProcessRow} from '../processes/rows.js';
import {scoped} from '../processes/scope.js';
import type {ProcessService} from '../processes/service.js';
import type {SortKey} from '../processes/sort.js';
import {processesDetail} from '../processes/title.js';
import {processWindow} from '../processes/window.js';
import {type PanelDefinition, countOf as panelCount} from './panel-definition.js';

export type ProcessesContent = {
	readonly reading: Reading<Processes>;
	readonly rows: readonly ProcessRow[];
	/** The rows that fit, as the window of the list chooses them. */
	readonly visible: readonly ProcessRow[];
	readonly view: ProcessView;
	readonly context: ColumnContext;
	readonly commandLine: ProcessService['commandLine'];
	/** What the list is limited to; `undefined` for all processes. */
	readonly scopeLabel?: string | undefined;
};

/** Draws the table header, with the sort column marked, and the visible rows. */
export function drawProcesses(content: ProcessesContent, width: number, height: number): readonly Line[] {
	const {reading, rows, visible, view, context, commandLine, scopeLabel} = content;
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	if (reading.value.list === undefined) {
		return [[span('no process list was kept for this moment', 'muted')]];
	}

	const order = orderOf(view);
	const {left, right, commandWidth} = columnLayout(view.columns, order, width);
	const line = (cell: (column: Column) => Span, command: Line): Line => [
		...left.flatMap(column => [cell(column), gap]),
		...command,
		...right.flatMap(column => [gap, cell(column)]),
	];
	const head = line(
		column => headOf(column.head, order.marked.includes(column.name), column, content),
		[headOf('COMMAND', order.sort === 'name' && !view.columns.includes('name'), {width: commandWidth}, content)],
	);
	const body = visible.slice(0, Math.max(0, height - 1)).map((row): Line => {
		const isTagged = row.group === undefined && view.tagged.has(row.key);
		const before = branchText(row, commandWidth);
		const parts = line(
			column => cellOf(row, column, context),
			[span(before, 'muted'), ...commandSpans(row, commandLine, commandWidth - before.length)],
		);
		const marked = isTagged ? withTag(parts, context.appearance.glyphs.tag) : parts;
		return row.key === view.selectedKey ? marked.map(part => ({...part, role: 'selected'})) : marked;
	});
	const none: readonly Line[] = rows.length === 0 ? [[span(noneText(view.filter, scopeLabel), 'muted')]] : [];
	return [fitLine(head, width), ...body.map(one => fitLine(one, width)), ...none];
}

/** Returns why the list is empty. */
function noneText(filter: string, scopeLabel: string | undefined): string {
	const matching = filter === '' ? '' : ` matches "${printable(filter)}"`;
	return `no process${scopeLabel === undefined ? '' : ` for ${printable(scopeLabel)}`}${matching}`;
}

const gap = span(' ');

/** Draws a column head; the sort column has an arrow. */
function headOf(
	head: string,
	isSorted: boolean,
	column: Pick<Column, 'width'> & Partial<Column>,
	{view, context: {appearance}}: ProcessesContent,
): Span {
	const arrow = orderOf(view).isInverted ? appearance.glyphs.up : appearance.glyphs.down;
	// A head of one cell has no room for the arrow.
	const text = isSorted && column.width > 1 ? `${head.slice(0, Math.max(0, column.width - 1))}${arrow}` : head;
	return span(aligned(text, {isRight: false, ...column}), isSorted ? 'accent' : 'muted');
}

/** Draws a tagged row: a sign in place of the space after the first column, which is free, and a colour. */
function withTag(parts: Line, sign: string): Line {
	const at = parts.indexOf(gap);
	return parts.map((part, index) => ({...part, text: index === at ? sign : part.text, role: 'warning'}));
}

/** Marks of a row of the tree and of a group: what a key folds or unfolds. */
const marks = {open: ['', '- '], folded: ['+ ', '+ ']} as const;

/** Least cells of a name, for which a long branch is cut on the left. */
const minNameWidth = 12;

function branchText({branch, fold = 'open', group}: ProcessRow, commandWidth: number): string {
	const text = `${branch}${marks[fold][group === undefined ? 0 : 1]}`;
	const room = Math.max(0, commandWidth - minNameWidth);
	return text.length <= room ? text : `${ellipsis}${text.slice(text.length - room + 1)}`.slice(0, room);
}

/** Columns of which a thread has values that differ from those of its process. */
const threadColumns: readonly SortKey[] = ['pid', 'state', 'priority', 'nice', 'cpu', 'time', 'name'];

/** Returns whether the row has a value in the column. The ancestor of a match has only its ID, and a group has none. */
function hasValue({isMatch, isThread, group}: ProcessRow, column: SortKey): boolean {
	if (isThread) {
		return threadColumns.includes(column);
	}

	return group === undefined ? isMatch || column === 'pid' : column !== 'pid' && column !== 'parent';
}

/** Draws a value. A group has no value where its processes differ. */
function cellOf(row: ProcessRow, column: Column, context: ColumnContext): Span {
	const {process, isMatch, group} = row;
	const {isSum = false} = fields[column.name];
	const isOmitted = !hasValue(row, column.name);
	const text = isOmitted ? '' : column.text(process, context);
	return span(
		aligned(group !== undefined && !isSum && text === absent ? '' : text, column),
		isMatch ? column.role(process, context) : 'muted',
	);
}

/**
Returns the name and, muted, the number of processes that are folded into the row, or the arguments when the command line is
readable.
*/
function commandSpans(row: ProcessRow, commandLine: ProcessService['commandLine'], width: number): Line {
	const {process, isMatch, isFound, isThread, fold, count, group} = row;
	const name = isThread ? `{${printable(process.name)}}` : printable(group ?? process.name);
	const started = group === undefined && !isThread ? commandLine(process) : undefined;
	const [head, tail] = started === undefined ? [name, ''] : nameAndArguments(name, printable(started));
	const note =
		group === undefined ? (fold === 'folded' ? ` (+${count})` : '') : ` ${countOf(count, 'process', 'processes')}`;
	const isQuiet = !isMatch || isThread || (started === undefined && process.residentSetBytes === 0);
	const headWidth = Math.min(width, cells(head));
	return [
		span(fit(head, headWidth), isFound ? 'accent' : isQuiet ? 'muted' : 'text'),
		span(fit(`${note}${tail}`, width - headWidth), 'muted'),
	];
}

/** Returns the starts per second while there are many, so that the panel is not drawn again for a few. */
function selectForks({sample}: MonitorState): number | undefined {
	const forks = known(sample?.snapshot.readings.processor)?.forksPerSecond;
	return forks !== undefined && forks >= manyForks ? Math.round(forks) : undefined;
}

/** Returns the process list for a table of `height` rows with its head. An empty list where nothing of it `isShown`. */
export function useProcessTable(height: number, isShown: boolean): ProcessesContent & {readonly list: ProcessList} {
	const appearance = useAppearance();
	const view = useUi(ui => ui.processes);
	const service = useScreen(({settings}) => settings.service);
	const {viewpoint} = useRoute();
	const reading = useMonitor(state => state.sample?.snapshot.readings.processes ?? pending);
	const cores = useMonitor(state => known(state.sample?.snapshot.readings.processor)?.cores.length ?? 1);
	// Start times are drawn to the minute.
	const minute = useMonitor(state => Math.floor((state.sample?.snapshot.timestampMs ?? 0) / 60_000));
	const processes = known(reading);
	const list = useMemo(
		() =>
			processRows(
				isShown ? (processes?.list ?? []) : [],
				{...view, isAscii: appearance.isAscii},
				listScope(viewpoint.getState(), service),
			),
		[isShown, processes, view, appearance, service, viewpoint],
	);
	const {rows} = list;
	const {visible} = processWindow(rows, view, height);
	const {commandLine} = service;
	useEffect(() => service.watch?.(visible.map(({process}) => process.pid)));
	const context: ColumnContext = {appearance, isPerCore: view.isPerCore, cores, nowMs: minute * 60_000};
	return {reading, rows, visible, view, context, commandLine, list, scopeLabel: service.scope?.label};
}

function ProcessesPanel(props: PanelProps) {
	const size = contentSize(props);
	const {viewpoint} = useRoute();
	const forksPerSecond = useMonitor(selectForks);
	const isPast = useSyncExternalStore(viewpoint.subscribe, () => viewpoint.lagSeconds() > 0);
	const {list, ...content} = useProcessTable(size.height, true);
	const processes = known(content.reading);
	const scope = useScreen(({settings}) => settings.service.scope);
	const counted = useMemo(() => processes && scoped(processes, scope), [processes, scope]);
	return (
		<Panel
			{...props}
			detail={
				counted
					? processesDetail(
							{
								processes: counted,
								forksPerSecond: scope ? undefined : forksPerSecond,
								isPast,
								scopeLabel: scope?.label,
							},
							content.view,
							list,
							detailRoom(props, content.context.appearance.glyphs),
							content.context.appearance.glyphs,
						)
					: []
			}
			lines={drawProcesses(content, size.width, size.height)}
		/>
	);
}

export const processes: PanelDefinition = {
	title: 'Processes',
	meaning: 'running processes',
	collectors: ['processes'],
	count: sample => panelCount(sample, 'processes', 'always'),
	// The list selects a process instead of scrolling.
	list: undefined,
	Component: memo(ProcessesPanel),
};
