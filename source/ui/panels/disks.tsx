import {memo} from 'react';
import {trafficOf} from '../../metrics/disk-traffic.js';
import type {EventKind} from '../../metrics/model/events.js';
import {known, pending} from '../../metrics/reading.js';
import type {DiskIo, Readings} from '../../metrics/snapshot.js';
import {absent, formatRate, formatShortRate} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {graph} from '../drawing/graph.js';
import {type Line, longestThatFits, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {graphMarks, pickDiskBusy, pickDiskTraffic, useGraphWindow, useSeries} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import {deviceTable, deviceTableRows, listedDevices} from './device-row.js';
import {busyRole, rateRole} from './disk-level.js';
import {diskColumns, diskHead, diskRow, diskSum, needsHead} from './disk-row.js';
import {fullness} from './fullness.js';
import type {DiskListRow, DisksContent} from './panel-contents.js';
import {type ContentArea, contentArea, countOf, type PanelDefinition, type Size} from './panel-definition.js';
import {raidRow} from './raid-row.js';
import {drawDisksStrip} from './strips/disks.js';
import {stripColumns} from './strips/strip.js';
import {diskScale} from './traffic-scale.js';

/** Minimum rows of the graph. */
const minGraphRows = 1;
/** Minimum height for a table header. */
const minHeadHeight = 5;
/** Height from which the devices have up to a third of the rows, even if the mounts need more: a zoomed panel. */
const roomyHeight = 14;

/** Division of the rows of the panel, from the top: header, mounts and arrays, devices, graph, totals. */
function divide(listRows: number, diskIo: DiskIo | undefined, {width, height}: Size) {
	const hasHead = height >= minHeadHeight && needsHead(width);
	const hasTotals = height >= 2;
	const inner = Math.max(0, height - (hasTotals ? 1 : 0) - (hasHead ? 1 : 0));
	const reserved = height >= roomyHeight ? Math.floor(inner / 3) : 0;
	const tableRows = deviceTableRows(listedDevices(diskIo), Math.max(reserved, inner - listRows));
	return {hasHead, hasTotals, tableRows, listRoom: inner - tableRows};
}

/** Draws one row per mount and array, the devices and a graph of the traffic when there is room, and the totals. */
export function drawDisks(
	{reading, rows, diskIo, traffic, busy = [], marks}: DisksContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const traffics = trafficOf(diskIo);
	const disks = rows.flatMap(row => ('disk' in row ? row.disk : []));
	const columns = diskColumns(width, disks, (diskIo?.devices.length ?? 0) > 0);
	const {hasHead, hasTotals, tableRows, listRoom} = divide(rows.length, diskIo, {width, height});
	const graphRows = listRoom - rows.length;
	const scaleText = (format: (rate: number) => string): string =>
		`${appearance.glyphs.atMost}${format(diskScale(traffic))}`;
	return [
		...(hasHead ? [diskHead(columns)] : []),
		...rows.map(row =>
			'array' in row ? raidRow(row.array, width) : diskRow(row.disk, traffics(row.disk), columns, appearance),
		),
		...deviceTable(listedDevices(diskIo), width, tableRows),
		...(graphRows < minGraphRows
			? Array.from({length: graphRows}, (): Line => [])
			: graph(traffic, {
					width,
					height: graphRows,
					max: diskScale(traffic),
					style: appearance.graphStyle,
					levels: busy,
					marks,
					scale: [scaleText(formatRate), scaleText(formatShortRate)],
				})),
		...(hasTotals ? [hasHead && columns.showsTraffic ? diskSum(diskIo, columns) : trafficLine(diskIo, width)] : []),
	];
}

/** Returns degraded arrays, mounts that do not respond or became read-only, then the fullest mounts. */
function mostRelevant(rows: readonly DiskListRow[], room: number): readonly DiskListRow[] {
	return highest(rows, room, row => {
		if ('array' in row) {
			return row.array.isDegraded ? 103 : row.array.action === undefined ? -1 : 50;
		}

		return row.disk.isUnexpectedlyReadOnly ? 102 : (fullness(row.disk) ?? 101);
	});
}

function trafficLine(diskIo: DiskIo | undefined, width: number): Line {
	const busy = diskIo?.busyPercent;
	const {readBytesPerSecond, writeBytesPerSecond} = diskIo ?? {};
	const rate = (word: string, bytes: number | undefined, format: typeof formatRate, rateWidth: number): Line => [
		span(`${word} `, 'muted'),
		span(fitRight(bytes === undefined ? absent : format(bytes), rateWidth), rateRole(bytes, busy)),
	];
	const read = rate('read', readBytesPerSecond, formatRate, 9);
	const write = rate('write', writeBytesPerSecond, formatRate, 9);
	const busyPart: Line = [
		span('busy ', 'muted'),
		span(fitRight(busy === undefined ? absent : `${Math.round(busy)}%`, 4), busyRole(busy)),
	];
	const gap = span('  ');
	const rates: Line = [
		...rate('r', readBytesPerSecond, formatShortRate, 5),
		gap,
		...rate('w', writeBytesPerSecond, formatShortRate, 5),
	];
	const share: Line = busyPart.slice(1);
	return longestThatFits(
		[
			[...read, gap, ...write, gap, ...busyPart],
			[...read, gap, ...write],
			[...rates, gap, ...busyPart],
			[...rates, gap, ...share],
			rates,
			[],
		],
		width,
	);
}

/** The readings that the panel shows. */
type DiskReadings = Pick<Readings, 'raid' | 'disks' | 'disk_io'>;

const notYet: DiskReadings = {raid: pending, disks: pending, disk_io: pending};

function diskList({raid, disks, disk_io}: DiskReadings, area: ContentArea): List<DiskListRow> {
	const rows = [
		...(known(disks) ?? []).map((disk): DiskListRow => ({disk})),
		...(known(raid) ?? []).map((array): DiskListRow => ({array})),
	];
	return {
		rows,
		keyOf: row => ('array' in row ? row.array.name : `${row.disk.deviceNumber} ${row.disk.path}`),
		room: area.isStrip ? area.height : divide(rows.length, known(disk_io), area).listRoom,
	};
}

const diskEvents: ReadonlySet<EventKind> = new Set(['io_error', 'filesystem_error', 'remounted_read_only']);

function DisksPanel(props: PanelProps) {
	const area = contentArea(props);
	const {isFocused} = props;
	const graphWidth = area.isStrip ? stripColumns(area.width).graph : area.width;
	const appearance = useAppearance();
	const readings = useMonitor(state => state.sample?.snapshot.readings ?? notYet);
	const {disks: reading} = readings;
	const diskIo = known(readings.disk_io);
	const window = useGraphWindow();
	const traffic = useSeries(window, pickDiskTraffic, graphWidth);
	const busy = useSeries(window, pickDiskBusy, graphWidth);
	const marks = graphMarks(window, graphWidth, {kinds: diskEvents, path: 'disk'});
	const list = diskList(readings, area);
	const {rows, note} = useList('disks', list, isFocused, mostRelevant);
	const content = {reading, rows, diskIo, traffic, busy, marks};
	return (
		<Panel
			{...props}
			note={note}
			lines={
				area.isStrip
					? drawDisksStrip(content, list.rows.length - rows.length, area, appearance)
					: drawDisks(content, area.width, area.height, appearance)
			}
		/>
	);
}

/** Rows besides the mounts on a large screen: a head, a head and two devices, a graph of two rows, and the totals. */
const wideRows = 7;

export const disks: PanelDefinition = {
	title: 'Disks',
	meaning: 'file system usage and disk I/O',
	collectors: ['disks', 'disk_io', 'raid'],
	count: sample =>
		countOf(sample, 'disks', 'always', disks => disks.length + (known(sample?.snapshot.readings.raid)?.length ?? 0)),
	rows: (rows, {isWide}) => ({
		min: 2,
		comfort: Math.min(3, rows) + (isWide ? wideRows : 1),
		ideal: Math.min(10, rows) + (isWide ? wideRows + 1 : 1),
		stretch: isWide ? 2 : 0,
		importance: 3,
	}),
	position: {row: 2, share: 8, wide: 'left', spare: 'left'},
	list: ({sample}, area) => windowOf(diskList(sample?.snapshot.readings ?? notYet, area)),
	Component: memo(DisksPanel),
};
