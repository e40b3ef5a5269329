import {useMemo} from 'react';
import {absent, formatDuration, formatShortBytes} from '../../format.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Process, Processes} from '../../metrics/snapshot.js';
import {absentLine} from '../drawing/absent.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {fitLine, joinSpans, type Line, span} from '../drawing/line.js';
import {fit, fitRight, printable} from '../drawing/text.js';
import {useLook} from '../look.js';
import {useMonitor} from '../store-context.js';
import {levelRole, type Role} from '../theme/role.js';
import {Panel, type PanelSize} from './panel.js';

type Column = {
	readonly head: string;
	readonly width: number;
	readonly isRight: boolean;
	/** The panel must be this wide for the column to be shown. */
	readonly from: number;
	readonly text: (process: Process) => string;
	readonly role?: (process: Process) => Role;
};

const columns: readonly Column[] = [
	{head: 'PID', width: 7, isRight: true, from: 0, text: ({pid}) => String(pid), role: () => 'muted'},
	{head: 'USER', width: 9, isRight: false, from: 48, text: ({user}) => printable(user ?? absent)},
	{
		head: 'CPU%',
		width: 6,
		isRight: true,
		from: 0,
		text: ({cpuPercent}) => (cpuPercent === undefined ? absent : cpuPercent.toFixed(1)),
		role: ({cpuPercent}) => (cpuPercent === undefined || cpuPercent < 0.05 ? 'muted' : levelRole(cpuPercent)),
	},
	{head: 'MEM', width: 6, isRight: true, from: 0, text: ({residentSetBytes}) => formatShortBytes(residentSetBytes)},
	{
		head: 'THR',
		width: 4,
		isRight: true,
		from: 60,
		text: ({threads}) => (threads === undefined ? absent : String(threads)),
		role: () => 'muted',
	},
	{head: 'S', width: 1, isRight: false, from: 40, text: ({state}) => state, role: ({state}) => stateRole(state)},
	{
		head: 'TIME',
		width: 9,
		isRight: true,
		from: 56,
		text: ({cpuTimeSeconds}) => formatCpuTime(cpuTimeSeconds),
		role: () => 'muted',
	},
];

/** The rows to show, most expensive first, and the table's head. */
export function drawProcesses(
	reading: Reading<Processes>,
	top: readonly Process[],
	width: number,
	height: number,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const shown = columns.filter(({from}) => width >= from);
	const nameWidth = Math.max(0, width - shown.reduce((sum, column) => sum + column.width + 1, 0));
	const head: Line = [
		...shown.map(column => span(`${aligned(column.head, column)} `, 'muted')),
		span(fit('COMMAND', nameWidth), 'muted'),
	];
	const rows = top
		.slice(0, Math.max(0, height - 1))
		.map(
			(process): Line => [
				...shown.map(column => span(`${aligned(column.text(process), column)} `, column.role?.(process) ?? 'text')),
				span(fit(printable(process.name), nameWidth)),
			],
		);
	return [fitLine(head, width), ...rows];
}

function aligned(text: string, {width, isRight}: Column): string {
	return isRight ? fitRight(text, width) : fit(text, width);
}

function stateRole(state: Process['state']): Role {
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

/** `0:12.34` below an hour, as top prints it; longer times by their two greatest units. */
function formatCpuTime(seconds: number | undefined): string {
	if (seconds === undefined) {
		return absent;
	}

	if (seconds >= 3600) {
		return formatDuration(seconds);
	}

	const minutes = Math.floor(seconds / 60);
	return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, '0')}`;
}

export function byCpu(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}

function processesDetail(processes: Processes | undefined, separator: string): Line {
	if (!processes) {
		return [];
	}

	const count = (value: number | undefined, word: string, role: Role): Line | undefined =>
		value === undefined || value === 0 ? undefined : [span(`${value} ${word}`, role)];
	return joinSpans(
		[
			[span(`${processes.total} in all`, 'muted')],
			count(processes.running, 'running', 'muted'),
			count(processes.zombie, 'zombie', 'warning'),
		],
		` ${separator} `,
	);
}

export function ProcessesPanel({width, height, isFocused = false}: PanelSize) {
	const {glyphs} = useLook();
	const reading = useMonitor(state => state.sample?.snapshot.readings.processes ?? pending);
	const processes = known(reading);
	const top = useMemo(() => [...(processes?.list ?? [])].sort(byCpu), [processes]);
	return (
		<Panel
			title="Processes"
			detail={processesDetail(processes, glyphs.separator)}
			lines={drawProcesses(reading, top, innerWidth(width), innerHeight(height))}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}
