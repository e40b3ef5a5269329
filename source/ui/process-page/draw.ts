import type {Process} from '../../metrics/snapshot.js';
import {absent} from '../../support/format.js';
import {innerWidth} from '../drawing/frame.js';
import {fitLine, type Line, lineWidth, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {beside} from '../health/table.js';
import {firstKey, keyLabel} from '../input/key-label.js';
import type {Scope} from '../overlays/overlay-definition.js';
import {listedProcesses} from '../processes/listed.js';
import type {RecentLists} from '../processes/recent-lists.js';
import {processKey} from '../processes/rows.js';
import type {Overlay} from '../state/ui-state.js';
import {processGraphs} from './graphs.js';
import {
	environmentLines,
	fileLines,
	hasFiles,
	identityRows,
	isReadable,
	labelWidth,
	limitLines,
	memoryRows,
	type PageContent,
	placeRows,
	threadLines,
} from './sections.js';

/** The page of a process. */
export type ProcessPage = {
	/** `undefined` when it has ended. */
	readonly process: Process | undefined;
	readonly title: string;
	readonly lines: readonly Line[];
	/** Processes that can be opened: parent and children, with the index of their line. */
	readonly links: readonly {readonly line: number; readonly key: string}[];
};

/** Width from which the page has two columns. */
const minTwoColumnWidth = 110;
const gap = 3;

/** Draws the page for the width of a framed page. */
export function processPage(
	{processKey: requested, link, showsValues}: Overlay<'details'>,
	scope: Scope,
	recent: RecentLists,
): ProcessPage {
	const {monitor, ui, settings, appearance, columns} = scope;
	const list = listedProcesses(monitor);
	const process = list.find(candidate => processKey(candidate) === requested);
	if (!process) {
		return {process, title: 'Process', lines: [[span('This process has ended.', 'muted')]], links: []};
	}

	const snapshot = monitor.sample?.snapshot;
	const inspection = ui.inspection?.key === requested ? ui.inspection.value : undefined;
	const content: PageContent = {
		process,
		list,
		inspection,
		nowMs: snapshot?.timestampMs ?? 0,
		commandLine: inspection?.details.commandLine ?? settings.service.commandLine(process),
		appearance,
	};
	const width = innerWidth(columns);
	const isWide = width >= minTwoColumnWidth;
	const leftWidth = isWide ? Math.floor((width - gap) / 2) : width;
	const rightWidth = isWide ? width - leftWidth - gap : width;
	const head = identityRows(content, leftWidth);
	const relatives = relativesOf(process, list);
	const selected = link === undefined ? undefined : relatives[link];
	const relativeRows = relatives.map((relative): Line => {
		const line = relativeLine(relative, leftWidth);
		return relative === selected ? line.map(part => ({...part, role: 'selected' as const})) : line;
	});
	const nowMs = snapshot?.monotonicMs ?? 0;
	const moments = recent.momentsOf(process).filter(({monotonicMs}) => monotonicMs <= nowMs);
	const graphs = processGraphs(process, moments, nowMs, leftWidth, appearance);
	const values = [...memoryRows(content, leftWidth), ...placeRows(content, leftWidth)];
	const limits = limitLines(content, leftWidth);
	const left = separated([[...head, ...graphs, ...relativeRows], values, isWide ? limits : []]);
	const environmentKey = firstKey('environment', settings.bindings) ?? '';
	const environment = environmentLines(content, rightWidth, keyLabel(environmentKey));
	const right = separated([
		noteLines(content, settings.service.inspect !== undefined, rightWidth),
		showsValues ? environment : [],
		isWide ? [] : limits,
		fileLines(content, rightWidth),
		threadLines(content, rightWidth),
		showsValues ? [] : environment,
	]);
	const first = head.length + graphs.length;
	return {
		process,
		title: `${printable(process.name)} (${process.pid})`,
		lines: isWide ? beside(left, right, leftWidth + gap) : separated([left, right]),
		links: relatives.map(({process: {pid, startedAtMs}}, index) => ({
			line: first + index,
			key: `${pid} ${startedAtMs ?? ''}`,
		})),
	};
}

type Relative = {readonly label: string; readonly process: Process};

/** Maximum number of children. */
const maxChildren = 100;

/** Returns the parent and the children of a process, those with the highest CPU usage first. */
function relativesOf(process: Process, list: readonly Process[]): readonly Relative[] {
	const parent = list.find(({pid}) => pid === process.parentPid && pid !== process.pid);
	const children = list
		.filter(({parentPid, pid}) => parentPid === process.pid && pid !== process.pid)
		.sort((a, b) => (b.cpuPercent ?? -1) - (a.cpuPercent ?? -1) || a.pid - b.pid)
		.slice(0, maxChildren);
	return [
		...(parent ? [{label: 'Parent', process: parent}] : []),
		...children.map((child, index) => ({label: index === 0 ? 'Children' : '', process: child})),
	];
}

function relativeLine({label, process}: Relative, width: number): Line {
	const {pid, name, user, state, cpuPercent} = process;
	const line = [
		span(label.padEnd(labelWidth), 'muted'),
		span(`${String(pid).padStart(7)} `, 'muted'),
		span(printable(name)),
		span(`  ${printable(user ?? absent)}, ${state}, ${cpuPercent?.toFixed(1) ?? absent}%`, 'muted'),
	];
	return lineWidth(line) > width ? fitLine(line, width) : line;
}

/** Says why parts are missing. */
function noteLines({process, inspection}: PageContent, canInspect: boolean, width: number): readonly Line[] {
	const text = !canInspect
		? 'Limits, environment, threads and open files are read on the machine itself, on Linux. They are not known for remote hosts and recordings.'
		: inspection === undefined
			? 'reading…'
			: isReadable(inspection) || !hasFiles(process)
				? undefined
				: `Some values are not permitted: the process belongs to another user. Run mon-tui as ${ownersOf(process)}, or with CAP_SYS_PTRACE.`;
	return text === undefined ? [] : wrapped(text, width).map(line => [span(line, 'muted')]);
}

/** Returns the users who may read the files of a process. */
function ownersOf({user}: Process): string {
	return user === undefined || user === 'root' ? 'root' : `${printable(user)} or root`;
}

/** Joins the sections that are not empty, with an empty line between them. */
function separated(sections: readonly (readonly Line[])[]): readonly Line[] {
	return sections
		.filter(section => section.length > 0)
		.flatMap((section, index) => (index === 0 ? section : [[], ...section]));
}
