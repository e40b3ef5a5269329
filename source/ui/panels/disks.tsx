import {memo} from 'react';
import {trafficOf} from '../../metrics/disk-traffic.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Disk, DiskIo} from '../../metrics/snapshot.js';
import {absent, formatRate} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {graph, type Series} from '../drawing/graph.js';
import {type Line, longestThatFits, span} from '../drawing/line.js';
import {maximum, niceCeiling} from '../drawing/series.js';
import {fitRight} from '../drawing/text.js';
import {pickDiskTraffic, useSeries} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import {diskColumns, diskHead, diskRow, diskSum, hasRoomForTraffic} from './disk-row.js';
import {fullness} from './fullness.js';
import {countOf, type PanelDefinition, type Size} from './panel-definition.js';

export type DisksContent = {
	readonly reading: Reading<readonly Disk[]>;
	/** Visible mounts. */
	readonly disks: readonly Disk[];
	readonly diskIo: DiskIo | undefined;
	/** Bytes read and written per second. */
	readonly traffic: Series;
};

/** Minimum rows of the graph. */
const minGraphRows = 2;
/** Minimum scale of the graph, so that little traffic looks little. */
const minScale = 1_000_000;

function trafficScale(traffic: Series): number {
	return niceCeiling(maximum(traffic) ?? 0, minScale);
}

/** Minimum height for a table header. */
const minHeadHeight = 5;

/** Returns the rows for mounts. The totals take the last row, the header the first. */
function mountRows(hasHead: boolean, height: number): number {
	return Math.max(0, height - (height >= 2 ? 1 : 0) - (hasHead ? 1 : 0));
}

function showsHead(width: number, height: number, diskIo: DiskIo | undefined): boolean {
	return height >= minHeadHeight && hasRoomForTraffic(width) && (diskIo?.devices.length ?? 0) > 0;
}

/** Draws one row per mount, a graph of the traffic when there is room, and the totals. */
export function drawDisks(
	{reading, disks, diskIo, traffic}: DisksContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const traffics = trafficOf(diskIo);
	const columns = diskColumns(width, disks, (diskIo?.devices.length ?? 0) > 0);
	const hasHead = showsHead(width, height, diskIo);
	const graphRows = mountRows(hasHead, height) - disks.length;
	return [
		...(hasHead ? [diskHead(columns)] : []),
		...disks.map(disk => diskRow(disk, traffics(disk), columns, appearance)),
		...(graphRows < minGraphRows
			? Array.from({length: graphRows}, (): Line => [])
			: graph(traffic, {
					width,
					height: graphRows,
					max: trafficScale(traffic),
					style: appearance.graphStyle,
					role: 'accent',
				})),
		...(height >= 2 ? [hasHead ? diskSum(diskIo, columns) : trafficLine(diskIo, width)] : []),
	];
}

/** Returns the fullest mounts; those that do not respond come first. */
function mostRelevant(disks: readonly Disk[], room: number): readonly Disk[] {
	return highest(disks, room, disk => fullness(disk) ?? 101);
}

function trafficLine(diskIo: DiskIo | undefined, width: number): Line {
	const rate = (bytes: number | undefined): string => fitRight(bytes === undefined ? absent : formatRate(bytes), 9);
	const busy = diskIo?.busyPercent;
	const part = (word: string, value: string, isNotable = false): Line => [
		span(`${word} `, 'muted'),
		span(value, isNotable ? 'warning' : 'text'),
	];
	const read = part('read', rate(diskIo?.readBytesPerSecond));
	const write = part('write', rate(diskIo?.writeBytesPerSecond));
	const busyPart = part('busy', fitRight(busy === undefined ? absent : `${Math.round(busy)}%`, 4), (busy ?? 0) >= 90);
	const gap = span('  ');
	return longestThatFits([[...read, gap, ...write, gap, ...busyPart], [...read, gap, ...write], read, []], width);
}

function mountList(disks: readonly Disk[] | undefined, diskIo: DiskIo | undefined, {width, height}: Size): List<Disk> {
	return {
		rows: disks ?? [],
		keyOf: ({path, deviceNumber}) => `${deviceNumber} ${path}`,
		room: mountRows(showsHead(width, height, diskIo), height),
	};
}

function DisksPanel(props: PanelProps) {
	const {width, height, isFocused} = props;
	const appearance = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.disks ?? pending);
	const diskIo = useMonitor(state => known(state.sample?.snapshot.readings.disk_io));
	const traffic = useSeries(pickDiskTraffic, innerWidth(width));
	const list = mountList(known(reading), diskIo, {width: innerWidth(width), height: innerHeight(height)});
	const {rows: disks, note} = useList('disks', list, isFocused, mostRelevant);
	return (
		<Panel
			{...props}
			note={note}
			lines={drawDisks({reading, disks, diskIo, traffic}, innerWidth(width), innerHeight(height), appearance)}
		/>
	);
}

export const disks: PanelDefinition = {
	title: 'Disks',
	meaning: 'file system usage and disk I/O',
	collectors: ['disks', 'disk_io'],
	count: sample => countOf(sample, 'disks', 'always', disks => disks.length),
	rows: (mounts, {isWide}) => ({
		min: 2,
		comfort: Math.min(3, mounts) + 1,
		ideal: Math.min(10, mounts) + 1,
		stretch: isWide ? 2 : 0,
		importance: 3,
	}),
	position: {row: 2, share: 8, wide: 'left', spare: 'left'},
	list: ({sample}, size) =>
		windowOf(mountList(known(sample?.snapshot.readings.disks), known(sample?.snapshot.readings.disk_io), size)),
	Component: memo(DisksPanel),
};
