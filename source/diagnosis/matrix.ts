import {known} from '../metrics/reading.js';
import type {Events, Group, MetricName, Metrics, Snapshot} from '../metrics/snapshot.js';
import {severities} from '../metrics/values/severity.js';
import {countOf, formatPercent, formatRate} from '../support/format.js';
import type {Cell, Finding, FindingKind, MatrixRow, Resource} from './finding.js';

/** Returns utilisation, saturation and errors of every resource. */
export function matrixOf({readings, timestampMs}: Snapshot, findings: readonly Finding[]): readonly MatrixRow[] {
	const facts: Facts = {
		nowMs: timestampMs,
		get: name => known(readings[name]),
		groups: known(readings.groups)?.list ?? [],
	};
	return rows.map(({resource, about, utilisation, saturation, errors}) => {
		const own = findings.filter(finding => about.includes(finding.resource));
		return {
			resource,
			utilisation: cell(utilisation(facts), own, ['utilisation', 'limit']),
			saturation: cell(saturation(facts), own, ['saturation']),
			errors: cell(errors(facts), own, ['error', 'event']),
		};
	});
}

/** Returns a cell: the worst finding of its kinds gives its state. */
function cell(text: string | undefined, findings: readonly Finding[], kinds: readonly FindingKind[]): Cell {
	const found = findings.filter(({kind}) => kinds.includes(kind)).map(({severity}) => severity);
	const worst = severities.findLast(severity => found.includes(severity));
	return {text: text ?? '--', state: worst ?? (text === undefined ? 'unknown' : 'ok')};
}

/** What a cell is made of. */
type Facts = {
	readonly nowMs: number;
	get<Name extends MetricName>(name: Name): Metrics[Name] | undefined;
	readonly groups: readonly Group[];
};

type Text = (facts: Facts) => string | undefined;

type Row = {
	readonly resource: string;
	readonly about: readonly Resource[];
	readonly utilisation: Text;
	readonly saturation: Text;
	readonly errors: Text;
};

const none: Text = () => undefined;

const rows: readonly Row[] = [
	{
		resource: 'CPU',
		about: ['cpu'],
		utilisation: ({get}) => percent(get('processor')?.total.usedPercent),
		saturation: ({get}) =>
			percent(get('pressure')?.cpu?.some.avg10) ?? count(get('processor')?.runnableTasks, 'runnable'),
		errors: ({get}) => count(get('hardware')?.thermalThrottles, 'throttled'),
	},
	{
		resource: 'Memory',
		about: ['memory'],
		utilisation: ({get}) => percent(get('memory')?.usedPercent),
		saturation: ({get}) => percent(get('pressure')?.memory?.some.avg10),
		errors: ({get}) => counted(get('paging')?.oomKills, 'OOM kill'),
	},
	{
		resource: 'Disk space',
		about: ['disk space', 'inodes'],
		utilisation: ({get}) => percent(max((get('disks') ?? []).map(({space}) => known(space)?.usedPercent))),
		saturation: none,
		errors: ({get}) => count(get('disks')?.filter(disk => disk.isUnexpectedlyReadOnly).length, 'read-only'),
	},
	{
		resource: 'Disk I/O',
		about: ['disk io'],
		utilisation: ({get}) => {
			const io = get('disk_io');
			return percent(max([io?.busyPercent, ...(io?.devices ?? []).map(({busyPercent}) => busyPercent)]));
		},
		saturation: ({get}) => percent(get('pressure')?.io?.some.avg10),
		errors: ({get}) => counted(sum((get('disk_io')?.devices ?? []).map(({ioErrors}) => ioErrors)), 'error'),
	},
	{
		resource: 'Network',
		about: ['network'],
		utilisation: ({get}) =>
			percent(max((get('network')?.interfaces ?? []).map(({linkUsedPercent}) => linkUsedPercent))) ??
			rate(get('network')?.receiveBytesPerSecond, get('network')?.sendBytesPerSecond),
		saturation: ({get}) => perSecond(sum((get('network')?.interfaces ?? []).map(one => one.dropsPerSecond)), 'drops'),
		errors: ({get}) => perSecond(sum((get('network')?.interfaces ?? []).map(one => one.errorsPerSecond)), 'errors'),
	},
	{
		resource: 'TCP',
		about: ['tcp'],
		utilisation: ({get}) => count(get('sockets')?.tcpEstablished, 'open'),
		saturation: ({get}) => perSecond(get('sockets')?.listenOverflowsPerSecond, 'overflows'),
		errors: ({get}) => suffixed(percent(get('sockets')?.retransmitPercent), 'resent'),
	},
	{
		resource: 'Processes',
		about: ['processes', 'file descriptors'],
		utilisation: ({get}) => count(get('processes')?.total, 'in all'),
		saturation: ({get}) => count(get('processes')?.blocked ?? get('processor')?.blockedTasks, 'blocked'),
		errors: ({get}) => counted(get('processes')?.zombie, 'zombie'),
	},
	{
		resource: 'Kernel',
		about: ['kernel'],
		utilisation: ({get}) =>
			suffixed(percent(max(Object.values(get('kernel') ?? {}).map(table => table?.usedPercent))), 'of tables'),
		saturation: none,
		errors: ({get, nowMs}) => recentEvents(get('events'), nowMs),
	},
	{
		resource: 'Services',
		about: ['container limit', 'services'],
		utilisation: ({groups}) => percent(max(groups.map(({memoryPercent}) => memoryPercent))),
		saturation: ({groups}) => suffixed(percent(max(groups.map(({throttledPercent}) => throttledPercent))), 'throttled'),
		errors: ({get}) => count(get('groups')?.failedUnits?.length, 'failed'),
	},
	{
		resource: 'Hardware',
		about: ['hardware'],
		utilisation: ({get}) => {
			const celsius = get('temperatures')?.cpuCelsius;
			return celsius === undefined ? undefined : `${Math.round(celsius)}°C`;
		},
		saturation: none,
		errors: ({get}) => count(get('hardware')?.correctedMemoryErrors, 'ECC'),
	},
];

const recentMs = 5 * 60_000;

/** Counts the events of the last minutes. Without the kernel log, that there are none is not known. */
function recentEvents(events: Events | undefined, nowMs: number): string | undefined {
	const recent = events?.list.filter(({lastAtMs}) => nowMs - lastAtMs < recentMs).length;
	return recent === 0 && events?.kernelLog !== 'read' ? undefined : counted(recent, 'event');
}

function percent(value: number | undefined): string | undefined {
	return value === undefined ? undefined : formatPercent(value);
}

function count(value: number | undefined, what: string): string | undefined {
	return value === undefined ? undefined : `${Math.round(value)} ${what}`;
}

/** Returns a number with a noun. */
function counted(value: number | undefined, noun: string): string | undefined {
	return value === undefined ? undefined : countOf(Math.round(value), noun);
}

function perSecond(value: number | undefined, what: string): string | undefined {
	return value === undefined ? undefined : `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${what}/s`;
}

function rate(first: number | undefined, second: number | undefined): string | undefined {
	return first === undefined || second === undefined ? undefined : formatRate(first + second);
}

function suffixed(text: string | undefined, suffix: string): string | undefined {
	return text === undefined ? undefined : `${text} ${suffix}`;
}

function max(values: ReadonlyArray<number | undefined>): number | undefined {
	const known = values.filter(value => value !== undefined);
	return known.length === 0 ? undefined : Math.max(...known);
}

function sum(values: ReadonlyArray<number | undefined>): number | undefined {
	const known = values.filter(value => value !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}
