import type {Process} from '../../metrics/snapshot.js';
import {absent, formatDuration} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {labelled} from '../drawing/labelled.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {formatCpuTime} from '../processes/cpu-time.js';
import {listedProcesses} from '../processes/listed.js';
import {processKey} from '../processes/rows.js';
import type {ProcessDetails} from '../processes/service.js';
import {closeOn, type OverlayDefinition} from './overlay-definition.js';

const labelWidth = 12;

function drawDetails(
	process: Process,
	details: ProcessDetails | undefined,
	nowMs: number,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	const rate = (bytes: number | undefined): string | undefined =>
		bytes === undefined ? undefined : appearance.bytes(bytes);
	const age = process.startedAtMs === undefined ? undefined : formatDuration((nowMs - process.startedAtMs) / 1000);
	const rows: readonly (readonly [string, string | undefined])[] = [
		['PID', `${process.pid}, parent ${process.parentPid}`],
		['User', process.user],
		['State', stateNames[process.state]],
		['CPU', process.cpuPercent === undefined ? undefined : `${process.cpuPercent.toFixed(1)} % of a core`],
		['CPU time', formatCpuTime(process.cpuTimeSeconds)],
		['Memory', appearance.bytes(process.residentSetBytes)],
		['Threads', process.threads === undefined ? undefined : String(process.threads)],
		['Nice', process.nice === undefined ? undefined : String(process.nice)],
		['Running for', age],
		['Open files', details?.openFiles === undefined ? undefined : String(details.openFiles)],
		[
			'Disk I/O',
			details?.readBytes === undefined
				? undefined
				: `${rate(details.readBytes)} read, ${rate(details.writtenBytes)} written`,
		],
		['Executable', details?.executable],
		['Directory', details?.workingDirectory],
		['Cgroup', details?.cgroup],
		['Command', details?.commandLine],
	];
	return rows.flatMap(([label, value]) => labelled(label, value ?? absent, {width, labelWidth}));
}

const stateNames: Readonly<Record<Process['state'], string>> = {
	R: 'running',
	S: 'sleeping',
	D: 'uninterruptible sleep, usually I/O',
	Z: 'zombie: exited, not reaped by its parent',
	T: 'stopped',
	I: 'idle kernel thread',
	X: 'dead',
	'?': 'unknown',
};

export const processDetails: OverlayDefinition<'details'> = {
	box({processKey: requested}, {monitor, settings, appearance, columns, rows}) {
		const process = listedProcesses(monitor).find(candidate => processKey(candidate) === requested);
		const nowMs = monitor.sample?.snapshot.timestampMs ?? 0;
		const lines: readonly Line[] = process
			? drawDetails(process, settings.service.details(process), nowMs, Math.min(columns - 4, 96), appearance)
			: [[span('This process has exited.', 'muted')]];
		return {
			title: process ? printable(process.name) : 'Process',
			detail: [span('Esc closes', 'muted')],
			lines: lines.slice(0, Math.max(1, rows - 2)),
		};
	},
	handleKey: closeOn('enter'),
};
