import type {Alert} from '../../alerts/alert.js';
import type {Finding} from '../../diagnosis/finding.js';
import {known} from '../../metrics/reading.js';
import type {Process, Snapshot} from '../../metrics/snapshot.js';
import {formatTime} from '../../support/format.js';
import {alertSigns, alertsInOneLine} from '../alerts/alert-lines.js';
import {undeliveredSigns} from '../alerts/delivery-lines.js';
import {selectAlerts} from '../alerts/select-alerts.js';
import {Lines} from '../boxes/lines.js';
import {drawVerdict, isSerious} from '../diagnosis/verdict.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Series} from '../drawing/graph.js';
import {fitLine, joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {pickCpu, pickMemory, pickNetwork, useGraphWindow, useSeries} from '../hooks/graph-window.js';
import {useAppearance, useDelivery, useMonitor, useScreen, useServices, useUi} from '../hooks/services.js';
import {firstKey, keyLabel} from '../input/key-label.js';
import {type CompactLayout, type CompactRow, compactLayout, compactNeeds} from '../layout/compact-layout.js';
import {batterySign} from '../panels/battery.js';
import {drawProcesses, type ProcessesContent, useProcessTable} from '../panels/processes.js';
import {drawTop} from '../processes/top-line.js';
import type {Trouble} from '../processes/trouble.js';
import {troubleOf} from '../processes/trouble.js';
import {
	barWidthOf,
	cpuRow,
	diskRow,
	gpuRow,
	headWidth,
	memoryRow,
	networkNote,
	networkRow,
	type ResourceRow,
} from './compact-rows.js';
import {drawResources} from './compact-table.js';
import {waitingLine} from './connection.js';
import {type Status, statusLine, useStatus} from './status.js';

export type CompactContent = {
	readonly snapshot: Snapshot;
	readonly intervalMs: number;
	readonly status: Status;
	readonly cpuSeries: Series;
	readonly memorySeries: Series;
	/** Sum of both directions. */
	readonly networkSeries: Series;
	readonly alerts: readonly Alert[];
	/** Findings that are more than a note, the worst first. */
	readonly findings: readonly Finding[];
	readonly trouble: Trouble | undefined;
	/** Signs for notifications that are not delivered. */
	readonly undelivered: Line;
	/** The process list, in the order of the list. */
	readonly table: ProcessesContent;
	/** The processes that the costliest are chosen from. */
	readonly processes: readonly Process[];
	/** The key for the help; `undefined` without a keyboard. */
	readonly helpKey: string | undefined;
};

/** Draws what is wrong, one row per resource, and the costliest processes: as a list, or in one row. */
export function drawCompact(
	content: CompactContent,
	{rows, isJoined, listHeight}: CompactLayout,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	const {snapshot, alerts, findings, trouble, processes, table} = content;
	const barWidth = barWidthOf(width);
	const resources = new Map<CompactRow, ResourceRow>();
	for (const row of rows) {
		const resource = resourceOf(row, content, barWidth, appearance);
		if (resource) {
			resources.set(row, row === 'disk' && isJoined ? withNetwork(resource, snapshot, appearance) : resource);
		}
	}

	const lines = drawResources([...resources.values()], headWidth(barWidth), width, appearance);
	const drawn = new Map([...resources.keys()].map((row, index) => [row, lines[index]]));
	const lineOf = (row: CompactRow): Line => {
		switch (row) {
			case 'title':
				return titleLine(content, width, appearance);
			case 'verdict':
				return drawVerdict(findings, width, appearance.glyphs);
			case 'alerts':
				return alertsInOneLine(alerts, width, appearance.glyphs);
			case 'top':
				return drawTop(processes, trouble, width, appearance, table.scopeLabel);
			default:
				return drawn.get(row) ?? [];
		}
	};
	return [
		...rows.map(row => fitLine(lineOf(row), width)),
		...(listHeight > 0 ? drawProcesses(table, width, listHeight) : []),
	];
}

function resourceOf(
	row: CompactRow,
	{snapshot, cpuSeries, memorySeries, networkSeries}: CompactContent,
	barWidth: number,
	appearance: Appearance,
): ResourceRow | undefined {
	const gpus = known(snapshot.readings.gpu) ?? [];
	const gpu = row === 'gpu0' ? gpus[0] : row === 'gpu1' ? gpus[1] : undefined;
	switch (row) {
		case 'cpu':
			return cpuRow(snapshot, cpuSeries, barWidth, appearance);
		case 'memory':
			return memoryRow(snapshot, memorySeries, barWidth, appearance);
		case 'disk':
			return diskRow(snapshot, barWidth, appearance);
		case 'network':
			return networkRow(snapshot, networkSeries, barWidth, appearance);
		default:
			return gpu && gpuRow(gpu, barWidth, appearance);
	}
}

/** Adds the network behind the notes of the disk. */
function withNetwork(disk: ResourceRow, snapshot: Snapshot, appearance: Appearance): ResourceRow {
	const network = networkNote(snapshot, appearance);
	return {...disk, notes: [...disk.notes.map(note => joinSpans([note, network], '   ')), network]};
}

function titleLine(
	{snapshot, intervalMs, status, alerts, undelivered, helpKey, table}: CompactContent,
	width: number,
	{glyphs, isAscii}: Appearance,
): Line {
	const system = known(snapshot.readings.system);
	const left: Line = [
		span(` ${system ? printable(system.hostname) : 'mon-tui'} `, 'title'),
		...(table.scopeLabel === undefined ? [] : [span(`for ${printable(table.scopeLabel)} `, 'accent')]),
		...statusLine(status, '', intervalMs, glyphs),
	];
	const help: Line | undefined =
		helpKey === undefined ? undefined : [span(keyLabel(helpKey, isAscii), 'key'), span(' help', 'muted')];
	const {filter} = table.view;
	const filterSign: Line | undefined = filter === '' ? undefined : [span(`/${printable(filter)}`, 'accent')];
	const right = (...optional: readonly (Line | undefined)[]): Line => [
		...joinSpans(
			[filterSign, alertSigns(alerts, glyphs), undelivered, ...optional, [span(formatTime(snapshot.timestampMs))]],
			'  ',
		),
		span(' '),
	];
	const battery = batterySign(known(snapshot.readings.hardware), glyphs);
	const all = (line: Line): Line => spread(left, line, Math.max(width, lineWidth(left) + lineWidth(line) + 1));
	return longestThatFits([all(right(battery, help)), all(right(help)), spread(left, right(), width)], width);
}

export function Compact({width, height}: {readonly width: number; readonly height: number}) {
	const appearance = useAppearance();
	const {terminal} = useServices();
	const sample = useMonitor(state => state.sample);
	const intervalMs = useMonitor(state => state.intervalMs);
	const window = useGraphWindow();
	const cpuSeries = useSeries(window, pickCpu, width);
	const memorySeries = useSeries(window, pickMemory, width);
	const networkSeries = useSeries(window, pickNetwork, width);
	const alerts = useMonitor(selectAlerts);
	const bindings = useScreen(({settings}) => settings.bindings);
	const hasProcesses = useUi(ui => !ui.hidden.includes('processes'));
	const undelivered = undeliveredSigns(useDelivery(), appearance.glyphs);
	const status = useStatus();
	const layout = compactLayout(compactNeeds(sample, hasProcesses), width, height);
	const table = useProcessTable(layout.listHeight, layout.listHeight > 0 || layout.rows.includes('top'));
	const helpKey = terminal.hasKeyboard ? firstKey('help', bindings) : undefined;
	const lines: readonly Line[] = sample
		? drawCompact(
				{
					snapshot: sample.snapshot,
					intervalMs,
					status,
					cpuSeries,
					memorySeries,
					networkSeries,
					alerts,
					findings: (sample.findings ?? []).filter(isSerious),
					trouble: troubleOf(sample),
					undelivered,
					table,
					processes: table.list.matching,
					helpKey,
				},
				layout,
				width,
				appearance,
			)
		: [fitLine(waitingLine(status.host, appearance.glyphs), width)];
	return <Lines lines={lines} width={width} height={lines.length} />;
}
