import type {Group} from '../../metrics/snapshot.js';
import {absent, countOf, formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import type {Role} from '../theme/role.js';

/** The condition of a group, the worst of several. */
type Condition = {readonly text: string; readonly role: Role; readonly severity: 0 | 1 | 2};

/** Thresholds in percent: from `warning` on a condition is shown, from `critical` on it is urgent. */
const limits = {
	throttled: {warning: 10, critical: 30},
	memory: {warning: 90, critical: 97},
	pids: {warning: 80, critical: 95},
} as const;

/** Returns what is wrong with a group; without a problem, its state. */
export function conditionOf(group: Group): Condition {
	const {state, throttledPercent, memoryPercent, pids, pidsLimit, oomKills} = group;
	if (state === 'failed' || state === 'restarting' || state === 'dead') {
		return {text: state, role: 'critical', severity: 2};
	}

	const pidsPercent = pids === undefined || !pidsLimit ? undefined : (pids / pidsLimit) * 100;
	const shares = [
		['throttled', throttledPercent, limits.throttled],
		['memory', memoryPercent, limits.memory],
		['pids', pidsPercent, limits.pids],
	] as const;
	const found = shares
		.filter(([, percent, {warning}]) => percent !== undefined && percent >= warning)
		.map(([name, percent = 0, {critical}]): Condition => {
			const isCritical = percent >= critical;
			return {
				text: name === 'throttled' ? `throttled ${Math.round(percent)}%` : `${name} limit`,
				role: isCritical ? 'critical' : 'warning',
				severity: isCritical ? 2 : 1,
			};
		})
		.sort((a, b) => b.severity - a.severity);
	const [worst] = found;
	if (worst) {
		return worst;
	}

	return oomKills !== undefined && oomKills > 0
		? {text: countOf(oomKills, 'OOM kill'), role: 'warning', severity: 0}
		: {text: state ?? '', role: 'muted', severity: 0};
}

/** Returns the groups, the worst first, then those with the highest CPU usage, then with the most memory. */
export function worstFirst(groups: readonly Group[]): readonly Group[] {
	return groups.toSorted(
		(a, b) =>
			conditionOf(b).severity - conditionOf(a).severity ||
			(b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) ||
			(b.memoryBytes ?? 0) - (a.memoryBytes ?? 0),
	);
}

/** A column: its title, its width with the space before it, and its value. */
type Column = {
	readonly title: string;
	readonly width: number;
	/** Order in which columns get room; 1 comes first. */
	readonly importance: number;
	readonly align: 'left' | 'right';
	value(group: Group, appearance: Appearance): readonly [text: string, role: Role];
};

const minNameWidth = 10;
const maxNameWidth = 40;

const columns: readonly Column[] = [
	{
		title: 'CPU',
		width: 6,
		importance: 1,
		align: 'right',
		value: ({cpuPercent}) => [
			cpuPercent === undefined ? absent : `${Math.round(cpuPercent)}%`,
			cpuPercent === undefined || cpuPercent < 0.5 ? 'muted' : 'text',
		],
	},
	{
		title: 'memory',
		width: 8,
		importance: 2,
		align: 'right',
		value: ({memoryBytes}, {shortBytes}) => [memoryBytes === undefined ? absent : shortBytes(memoryBytes), 'text'],
	},
	{
		title: 'limit',
		width: 7,
		importance: 3,
		align: 'right',
		value: ({memoryLimitBytes}, {shortBytes}) => [
			memoryLimitBytes === undefined ? '' : shortBytes(memoryLimitBytes),
			'muted',
		],
	},
	{
		title: 'I/O',
		width: 8,
		importance: 5,
		align: 'right',
		value({readBytesPerSecond, writeBytesPerSecond}) {
			if (readBytesPerSecond === undefined && writeBytesPerSecond === undefined) {
				return [absent, 'muted'];
			}

			const bytes = (readBytesPerSecond ?? 0) + (writeBytesPerSecond ?? 0);
			return [formatShortRate(bytes), bytes === 0 ? 'muted' : 'text'];
		},
	},
	{
		title: 'pressure',
		width: 10,
		importance: 7,
		align: 'right',
		value({pressure}) {
			const stalls = [pressure?.cpu, pressure?.memory, pressure?.io].flatMap(resource =>
				resource ? [resource.some.avg10] : [],
			);
			const highest = Math.max(...stalls);
			return stalls.length === 0
				? [absent, 'muted']
				: [`${Math.round(highest)}%`, highest >= 25 ? 'warning' : highest < 0.5 ? 'muted' : 'text'];
		},
	},
	{
		title: 'PIDs',
		width: 7,
		importance: 6,
		align: 'right',
		value: ({pids}) => [pids === undefined ? absent : String(pids), pids === undefined ? 'muted' : 'text'],
	},
	{
		title: 'limit',
		width: 8,
		importance: 8,
		align: 'right',
		value: ({pidsLimit}) => [pidsLimit === undefined ? '' : String(pidsLimit), 'muted'],
	},
	{
		title: 'state',
		// As wide as `throttled 100%`.
		width: 16,
		importance: 4,
		align: 'left',
		value(group) {
			const {text, role} = conditionOf(group);
			return [text, role];
		},
	},
	{title: 'image', width: 40, importance: 9, align: 'left', value: ({image}) => [image ?? '', 'muted']},
];

/** Returns the columns that fit beside a name. */
export function groupColumns(width: number): readonly Column[] {
	let room = width - minNameWidth;
	const shown = new Set(
		columns
			.toSorted((a, b) => a.importance - b.importance)
			.filter(column => {
				room -= column.width;
				return room >= 0;
			}),
	);
	return columns.filter(column => shown.has(column));
}

export function groupHead(shown: readonly Column[], width: number): Line {
	return fitLine(
		[
			span(fit('group', nameWidth(shown, width)), 'muted'),
			...shown.map(column => span(cell(column, column.title), 'muted')),
		],
		width,
	);
}

/** Draws one group. */
export function groupRow(group: Group, shown: readonly Column[], width: number, appearance: Appearance): Line {
	const {severity, role} = conditionOf(group);
	return fitLine(
		[
			span(fit(printable(group.name), nameWidth(shown, width)), severity > 0 ? role : 'text'),
			...shown.map(column => {
				const [text, columnRole] = column.value(group, appearance);
				return span(cell(column, printable(text)), columnRole);
			}),
		],
		width,
	);
}

function cell({align, width}: Column, text: string): string {
	return align === 'right' ? fitRight(text, width) : `  ${fit(text, width - 2)}`;
}

function nameWidth(shown: readonly Column[], width: number): number {
	const used = shown.reduce((sum, column) => sum + column.width, 0);
	return Math.max(0, Math.min(maxNameWidth, width - used));
}
