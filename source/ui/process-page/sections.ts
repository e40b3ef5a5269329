import type {OpenFile} from '../../metrics/model/process-details.js';
import type {Process} from '../../metrics/snapshot.js';
import {groupName} from '../../metrics/values/group-name.js';
import {absent, countOf, formatDuration} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {labelled} from '../drawing/labelled.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight, wrapped} from '../drawing/text.js';
import {formatCpuTime} from '../processes/cpu-time.js';
import type {Inspection} from '../processes/inspection.js';
import type {Role} from '../theme/role.js';
import {limitRows} from './limits.js';

export const labelWidth = 13;

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

/** The input of all sections. */
export type PageContent = {
	readonly process: Process;
	readonly list: readonly Process[];
	readonly inspection: Inspection | undefined;
	/** Time of the shown sample, in epoch milliseconds. */
	readonly nowMs: number;
	readonly commandLine: string | undefined;
	readonly appearance: Appearance;
};

/** Text for a value that this user may not read. */
const notPermitted = 'not permitted';

/** Draws a heading. */
export function heading(text: string): Line {
	return [span(text, 'title')];
}

function rowsOf(
	width: number,
	rows: readonly (readonly [label: string, value: string | undefined, role?: Role])[],
): readonly Line[] {
	return rows.flatMap(([label, value, role]) =>
		value === undefined ? [] : labelled(label, value, {width, labelWidth, ...(role && {role})}),
	);
}

/** Returns whether the files of the process that need the right to trace it are readable. */
export function isReadable({details}: Inspection): boolean {
	return details.workingDirectory !== undefined;
}

/** Returns whether the process has memory and files: kernel threads and zombies have none. */
export function hasFiles({isKernelThread, state}: Process): boolean {
	return !isKernelThread && state !== 'Z';
}

/** Draws user, state, times and scheduling. */
export function identityRows({process, nowMs, inspection, commandLine}: PageContent, width: number): readonly Line[] {
	const {user, state, startedAtMs, nice, priority, threads, runDelayPercent} = process;
	const channel = inspection?.details.waitChannel ?? process.waitChannel;
	const started =
		startedAtMs === undefined
			? undefined
			: `${dateTime(startedAtMs)}, ${formatDuration((nowMs - startedAtMs) / 1000)} ago`;
	const command = commandLine ?? (process.isKernelThread ? 'kernel thread' : process.name);
	const commandRows = rowsOf(width, [['Command', command, 'value']]);
	const rows = rowsOf(width, [
		['User', user ?? absent],
		['State', `${stateNames[state]}${channel === undefined ? '' : `, waits in ${channel}`}`, stateRole(state)],
		['Started', started ?? absent],
		['CPU time', formatCpuTime(process.cpuTimeSeconds)],
		[
			'Scheduling',
			[
				`nice ${nice ?? absent}`,
				`priority ${priority ?? absent}`,
				threads === undefined ? undefined : countOf(threads, 'thread'),
				runDelayPercent === undefined ? undefined : `waits for a CPU ${runDelayPercent.toFixed(1)}%`,
			]
				.filter(part => part !== undefined)
				.join(', '),
		],
	]);
	return [...commandRows.slice(0, maxCommandRows), ...rows];
}

const maxCommandRows = 3;

function stateRole(state: Process['state']): Role {
	return state === 'D' ? 'warning' : state === 'Z' ? 'critical' : 'text';
}

function dateTime(epochMs: number): string {
	const date = new Date(epochMs);
	const two = (value: number): string => String(value).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Draws the parts of the memory. */
export function memoryRows({process, inspection, appearance}: PageContent, width: number): readonly Line[] {
	const {shortBytes} = appearance;
	const {memory} = inspection ?? {};
	const optional = (label: string, value: number | undefined): string | undefined =>
		value === undefined ? undefined : `${label} ${shortBytes(value)}`;
	const isHidden = inspection !== undefined && !memory && !isReadable(inspection) && hasFiles(process);
	const parts = [
		isHidden ? `PSS ${notPermitted}` : optional('PSS', memory?.proportionalBytes),
		optional('private', memory?.privateBytes),
		optional('shared', memory?.sharedBytes ?? process.sharedBytes),
		optional('swap', memory?.swapBytes ?? process.swapBytes),
		optional('virtual', process.virtualBytes),
	].filter(part => part !== undefined);
	const faults =
		process.majorFaultsPerSecond === undefined && process.minorFaultsPerSecond === undefined
			? undefined
			: `${(process.minorFaultsPerSecond ?? 0).toFixed(0)}/s, with disk reads ${(process.majorFaultsPerSecond ?? 0).toFixed(0)}/s`;
	return rowsOf(width, [
		['Memory', parts.length === 0 ? undefined : parts.join(', ')],
		['Page faults', faults],
		['OOM score', inspection?.details.oomScore === undefined ? undefined : `${inspection.details.oomScore} of 2000`],
	]);
}

/** Draws the control group, and the files that the process runs from. */
export function placeRows({process, inspection, appearance}: PageContent, width: number): readonly Line[] {
	const path = process.groupPath ?? inspection?.details.cgroup;
	const group = path === undefined ? undefined : groupName(path);
	const {details} = inspection ?? {};
	const hidden = details && hasFiles(process) ? notPermitted : undefined;
	const {bytes} = appearance;
	const io =
		details?.readBytes === undefined
			? hidden
			: `${bytes(details.readBytes)} read, ${bytes(details.writtenBytes ?? 0)} written`;
	const switches =
		details?.voluntarySwitches === undefined
			? undefined
			: `${details.voluntarySwitches} to wait, ${details.involuntarySwitches ?? absent} preempted`;
	return rowsOf(width, [
		[group === undefined ? 'Group' : labelOfKind[group.kind], group?.name, 'accent'],
		['Group path', path],
		['Storage I/O', io],
		['Switches', switches],
		['Executable', details && (details.executable ?? hidden)],
		['Directory', details && (details.workingDirectory ?? hidden)],
		['Root', details?.rootDirectory === undefined || details.rootDirectory === '/' ? undefined : details.rootDirectory],
	]);
}

const labelOfKind: Readonly<Record<ReturnType<typeof groupName>['kind'], string>> = {
	service: 'Service',
	container: 'Container',
	pod: 'Pod',
	slice: 'Slice',
	session: 'Session',
	group: 'Group',
};

/** Draws the soft limits with their use. */
export function limitLines(content: PageContent, width: number): readonly Line[] {
	const {inspection, process, list, appearance} = content;
	if (!inspection || inspection.limits === undefined) {
		return [];
	}

	const rows = limitRows(inspection, process, list, appearance);
	const limitLabel = 21;
	return [
		heading('Limits'),
		...rows.flatMap(({label, text, role}) => labelled(label, text, {width, labelWidth: limitLabel, role})),
		...(rows.length === 0 ? [[span('unlimited', 'muted')]] : []),
	];
}

const maxFiles = 200;

/** Draws the open files: sockets of the network first, because they say whom the process talks to, then files. */
export function fileLines({inspection, process}: PageContent, width: number): readonly Line[] {
	if (!inspection || !hasFiles(process)) {
		return [];
	}

	const {files} = inspection;
	if (!files) {
		return [heading('Open files'), [span(notPermitted, 'muted')]];
	}

	const sorted = [...files.list].sort((a, b) => rankOf(a) - rankOf(b));
	const others = files.total - Math.min(sorted.length, maxFiles);
	return [
		heading(`Open files: ${files.total}`),
		...sorted.slice(0, maxFiles).map((file): Line => {
			const text = file.socket ? socketText(file.socket) : file.target;
			return [
				span(`${fitRight(String(file.fd), 5)} `, 'muted'),
				span(fit(printable(text), Math.max(1, width - 6)), file.isDeleted ? 'warning' : 'text'),
			];
		}),
		...(others > 0 ? [[span(`and ${others} more`, 'muted')]] : []),
	];
}

function rankOf({kind, socket}: OpenFile): number {
	switch (kind) {
		case 'socket':
			return socket && socket.protocol !== 'unix' ? 0 : 2;
		case 'file':
			return 1;
		case 'pipe':
			return 3;
		case 'other':
			return 4;
		default:
			return kind satisfies never;
	}
}

function socketText({protocol, local, remote, state}: NonNullable<OpenFile['socket']>): string {
	const peer = remote === undefined ? '' : ` to ${remote}`;
	return `${protocol} ${state === undefined ? '' : `${state} `}${local ?? ''}${peer}`;
}

const maxThreads = 50;

/** Draws the threads, those with the highest usage first. */
export function threadLines({inspection}: PageContent, width: number): readonly Line[] {
	const {threads} = inspection ?? {};
	if (!threads || threads.total < 2) {
		return [];
	}

	const others = threads.total - Math.min(threads.list.length, maxThreads);
	return [
		heading(`Threads: ${threads.total}`),
		...threads.list
			.slice(0, maxThreads)
			.map(
				({tid, name, state, cpuPercent, nice}): Line => [
					span(`${fitRight(String(tid), 7)} `, 'muted'),
					span(`${fitRight(cpuPercent?.toFixed(1) ?? absent, 6)}% ${state} `),
					span(`nice ${fitRight(String(nice), 3)}  `, 'muted'),
					span(fit(printable(name), Math.max(1, width - 28))),
				],
			),
		...(others > 0 ? [[span(`and ${others} more`, 'muted')]] : []),
	];
}

/** Draws the names of the environment, or the values when the user asked for them. */
export function environmentLines({inspection, process}: PageContent, width: number, key: string): readonly Line[] {
	if (!inspection || !hasFiles(process)) {
		return [];
	}

	const {environment} = inspection;
	if (!environment) {
		return [heading('Environment'), [span(notPermitted, 'muted')]];
	}

	const {variables, isTruncated} = environment;
	const hasValues = variables.some(({value}) => value !== undefined);
	const lines = hasValues
		? variables.flatMap(({name, value}) =>
				wrapped(printable(`${name}=${value ?? ''}`), width).map((line): Line => [span(line)]),
			)
		: wrapped(printable(variables.map(({name}) => name).join('  ')), width).map((line): Line => [span(line)]);
	const hint = hasValues || variables.length === 0 || key === '' ? '' : `, ${key} shows the values`;
	return [
		[span('Environment:', 'title'), span(` ${variables.length}${hint}`, 'muted')],
		...lines,
		...(isTruncated ? [[span('and more', 'muted')]] : []),
	];
}
