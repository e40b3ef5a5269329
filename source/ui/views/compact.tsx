import type {Alert} from '../../alerts/alert.js';
import type {Finding} from '../../diagnosis/finding.js';
import {known} from '../../metrics/reading.js';
import type {Disk, Gpu, Snapshot} from '../../metrics/snapshot.js';
import {absent, formatPercent, formatRate, formatShortRate, formatTime} from '../../support/format.js';
import {alertSigns, alertsInOneLine, selectAlerts} from '../alerts/alert-lines.js';
import {undeliveredSigns} from '../alerts/delivery-lines.js';
import {Lines} from '../boxes/panel.js';
import {drawVerdict, isSerious} from '../diagnosis/verdict.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import {graph, type Series} from '../drawing/graph.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fitRight} from '../drawing/text.js';
import {pickCpu, useSeries} from '../hooks/graph-window.js';
import {useAppearance, useDelivery, useMonitor} from '../hooks/services.js';
import {batterySign} from '../panels/battery.js';
import {fullestDisk, scarceInodes} from '../panels/fullness.js';
import {busierRate, uncountedInterface} from '../panels/uncounted-interface.js';
import {levelRole} from '../theme/role.js';
import {waitingLine} from './connection.js';
import {type Status, statusLine, useStatus} from './status.js';

const labelWidth = 6;
const percentWidth = 7;

export type CompactContent = {
	readonly snapshot: Snapshot;
	readonly intervalMs: number;
	readonly status: Status;
	readonly cpuSeries: Series;
	readonly alerts: readonly Alert[];
	/** Findings that are more than a note, the worst first. */
	readonly findings: readonly Finding[];
	/** Signs for notifications that are not delivered. */
	readonly undelivered: Line;
};

/** Draws one row per resource, the most important first. Rows that do not fit are dropped from the end. */
export function drawCompact(
	content: CompactContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	const {readings} = content.snapshot;
	const room = Math.max(0, width - labelWidth - percentWidth);
	const barWidth = Math.min(room, Math.max(4, Math.min(24, Math.floor(room / 3))));
	const {alerts} = content;
	const alertLine: readonly Line[] = alerts.length === 0 ? [] : [alertsInOneLine(alerts, width, appearance.glyphs)];
	// Alerts come first when there is no room for all rows.
	const verdict = drawVerdict(content.findings, width, appearance.glyphs);
	const verdictLine: readonly Line[] = verdict.length === 0 ? [] : [verdict];
	const isShort = height < 5 + alertLine.length + verdictLine.length;
	const rows: readonly Line[] = [
		...(isShort ? [...verdictLine, ...alertLine] : []),
		titleLine(content, width, appearance),
		...(isShort ? [] : verdictLine),
		cpuLine(content, width, barWidth, appearance),
		memoryLine(content.snapshot, width, barWidth, appearance),
		diskLine(known(readings.disks), width, barWidth, appearance),
		...(known(readings.gpu) ?? []).slice(0, 2).map(gpu => gpuLine(gpu, width, barWidth, appearance)),
		networkLine(content.snapshot, width, appearance),
		...(isShort ? [] : alertLine),
	];
	return rows.slice(0, height).map(row => fitLine(row, width));
}

function titleLine(
	{snapshot, intervalMs, status, alerts, undelivered}: CompactContent,
	width: number,
	{glyphs}: Appearance,
): Line {
	const system = known(snapshot.readings.system);
	const left: Line = [
		span(` ${system ? printable(system.hostname) : 'mon-tui'} `, 'title'),
		...statusLine(status, '', intervalMs, glyphs),
	];
	const right = (battery: Line | undefined): Line => [
		...joinSpans([alertSigns(alerts, glyphs), undelivered, battery, [span(formatTime(snapshot.timestampMs))]], '  '),
		span(' '),
	];
	const battery = batterySign(known(snapshot.readings.hardware), glyphs);
	return longestThatFits(
		[
			spread(left, right(battery), Math.max(width, lineWidth(left) + lineWidth(right(battery)) + 1)),
			spread(left, right(undefined), width),
		],
		width,
	);
}

function shareRow(label: string, percent: number | undefined, barWidth: number, appearance: Appearance): Line {
	const figure = span(
		fitRight(percent === undefined ? absent : formatPercent(percent), percentWidth),
		percent === undefined ? 'muted' : levelRole(percent),
	);
	return barWidth <= 0
		? [figure]
		: [span(` ${label.padEnd(labelWidth - 1)}`, 'muted'), ...bar(percent, barWidth, appearance.glyphs), figure];
}

function cpuLine({snapshot, cpuSeries}: CompactContent, width: number, barWidth: number, appearance: Appearance): Line {
	const cpu = known(snapshot.readings.processor);
	const load = known(snapshot.readings.load);
	const loadText: Line = load ? [span('  load ', 'muted'), span(load.load1.toFixed(2))] : [];
	const head = shareRow('CPU', cpu?.total.usedPercent, barWidth, appearance);
	const {cpuUsedCores, cpuLimitCores} = known(snapshot.readings.limits) ?? {};
	const limit = limitText(
		cpuUsedCores === undefined || cpuLimitCores === undefined ? undefined : (cpuUsedCores / cpuLimitCores) * 100,
	);
	const room = width - labelWidth - barWidth - percentWidth - 2 - (load ? 12 : 0) - lineWidth(limit);
	const [line] = room >= 4 ? graph(cpuSeries, {width: room, height: 1, max: 100, style: appearance.graphStyle}) : [];
	return longestThatFits(
		[
			[...head, span('  '), ...(line ?? []), ...limit, ...loadText],
			[...head, ...limit, ...loadText],
			[...head, ...limit],
			head,
		],
		width,
	);
}

/** Draws the usage of a container limit; empty without a limit. */
function limitText(percent: number | undefined): Line {
	return percent === undefined ? [] : [span('  container ', 'muted'), span(formatPercent(percent), levelRole(percent))];
}

function memoryLine(snapshot: Snapshot, width: number, barWidth: number, appearance: Appearance): Line {
	const memory = known(snapshot.readings.memory);
	const head = shareRow('MEM', memory?.usedPercent, barWidth, appearance);
	if (!memory) {
		return head;
	}

	const amounts: Line = [span(`  ${appearance.bytes(memory.usedBytes)}/${appearance.bytes(memory.totalBytes)}`)];
	const {swap} = memory;
	const swapText: Line =
		swap?.usedPercent === undefined
			? []
			: [span('  swap ', 'muted'), span(formatPercent(swap.usedPercent), levelRole(swap.usedPercent))];
	const limit = limitText(known(snapshot.readings.limits)?.memoryUsedPercent);
	return longestThatFits(
		[
			[...head, ...amounts, ...limit, ...swapText],
			[...head, ...amounts, ...limit],
			[...head, ...limit],
			[...head, ...amounts],
			head,
		],
		width,
	);
}

function diskLine(disks: readonly Disk[] | undefined, width: number, barWidth: number, appearance: Appearance): Line {
	const disk = disks?.find(({isUnexpectedlyReadOnly}) => isUnexpectedlyReadOnly) ?? fullestDisk(disks);
	const space = known(disk?.space);
	const inodesPercent = space && scarceInodes(space);
	const head = shareRow('DISK', inodesPercent ?? space?.usedPercent, barWidth, appearance);
	if (!disk || !space) {
		return head;
	}

	const path: Line = [span(`  ${printable(disk.path)}`)];
	const free: Line = disk.isUnexpectedlyReadOnly
		? [span('  read-only', 'critical')]
		: inodesPercent === undefined
			? [span(`  ${appearance.bytes(space.freeBytes)}`), span(' free', 'muted')]
			: [span('  inodes used', 'muted')];
	return longestThatFits([[...head, ...path, ...free], [...head, ...path], head], width);
}

function gpuLine(gpu: Gpu, width: number, barWidth: number, appearance: Appearance): Line {
	const head = shareRow(`GPU${gpu.id}`, gpu.usedPercent, barWidth, appearance);
	if (gpu.problem !== undefined) {
		return fitLine([...head, span(`  ${printable(gpu.problem)}`, 'critical')], width);
	}

	if (gpu.isAsleep) {
		return longestThatFits([[...head, span('  asleep', 'muted')], head], width);
	}

	const {memoryUsedBytes, memoryTotalBytes, temperatureCelsius, powerWatts} = gpu;
	const memory: Line =
		memoryUsedBytes === undefined || memoryTotalBytes === undefined
			? []
			: [span(`  ${appearance.bytes(memoryUsedBytes)}/${appearance.bytes(memoryTotalBytes)}`)];
	const heat: Line = [
		...(temperatureCelsius === undefined ? [] : [span(`  ${Math.round(temperatureCelsius)}°C`)]),
		...(powerWatts === undefined ? [] : [span(` ${Math.round(powerWatts)}W`)]),
	];
	return longestThatFits([[...head, ...memory, ...heat], [...head, ...memory], head], width);
}

function networkLine(snapshot: Snapshot, width: number, {glyphs}: Appearance): Line {
	const {receiveBytesPerSecond, sendBytesPerSecond} = known(snapshot.readings.network) ?? {};
	const directions = (format: (rate: number) => string, rateWidth: number): Line => {
		const rate = (value: number | undefined): string =>
			fitRight(value === undefined ? absent : format(value), rateWidth);
		return [
			span(glyphs.down, 'receive'),
			span(`${rate(receiveBytesPerSecond)}  `),
			span(glyphs.up, 'send'),
			span(rate(sendBytesPerSecond)),
		];
	};
	const label = span(` ${'NET'.padEnd(labelWidth - 1)}`, 'muted');
	const uncounted = uncountedInterface(known(snapshot.readings.network));
	const other = (format: (rate: number) => string): Line =>
		uncounted ? [span(`  ${printable(uncounted.name)} `, 'muted'), span(format(busierRate(uncounted)))] : [];
	return longestThatFits(
		[
			[label, ...directions(formatRate, 10), ...other(formatRate)],
			[label, ...directions(formatShortRate, 5), ...other(formatShortRate)],
			[label, ...directions(formatRate, 10)],
			[label, ...directions(formatShortRate, 5)],
			directions(formatShortRate, 5),
		],
		width,
	);
}

export function Compact({width, height}: {readonly width: number; readonly height: number}) {
	const appearance = useAppearance();
	const snapshot = useMonitor(state => state.sample?.snapshot);
	const intervalMs = useMonitor(state => state.intervalMs);
	const cpuSeries = useSeries(pickCpu, width);
	const alerts = useMonitor(selectAlerts);
	const findings = useMonitor(({sample}) => sample?.findings);
	const serious = (findings ?? []).filter(isSerious);
	const undelivered = undeliveredSigns(useDelivery(), appearance.glyphs);
	const status = useStatus();
	const lines: readonly Line[] = snapshot
		? drawCompact(
				{snapshot, intervalMs, status, cpuSeries, alerts, findings: serious, undelivered},
				width,
				height,
				appearance,
			)
		: [fitLine(waitingLine(status.host, appearance.glyphs), width)];
	return <Lines lines={lines} width={width} height={lines.length} />;
}
