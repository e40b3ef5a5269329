import {absent, formatPercent, formatRate} from '../../format.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Disk, DiskIo} from '../../metrics/snapshot.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {graph, type Series} from '../drawing/graph.js';
import {fitLine, type Line, longestThatFits, span, spread} from '../drawing/line.js';
import {maximum, niceCeiling} from '../drawing/series.js';
import {cells, fit, fitRight, printable} from '../drawing/text.js';
import {pickDiskTraffic, useSeries} from '../graph-window.js';
import {type Look, useLook} from '../look.js';
import {useMonitor} from '../store-context.js';
import {levelRole} from '../theme/role.js';
import {Panel, type PanelSize} from './panel.js';

const percentWidth = 7;
/** `  180 GiB free` */
const freeWidth = 15;
const mostPathWidth = 24;
const leastPathWidth = 6;
const leastBarWidth = 5;

export type DisksContent = {
	readonly reading: Reading<readonly Disk[]>;
	readonly diskIo: DiskIo | undefined;
	/** Bytes read and written per second. */
	readonly traffic: Series;
};

/** Fewer rows of a graph say nothing. */
const leastGraphRows = 2;
/** The scale never sinks below this, so that a trickle does not look like a flood. */
const leastScale = 1_000_000;

function trafficScale(traffic: Series): number {
	return niceCeiling(maximum(traffic) ?? 0, leastScale);
}

/** One row a mount, the fullest first when not all fit, a graph of the traffic where there is room, and its figures. */
export function drawDisks(
	{reading, diskIo, traffic}: DisksContent,
	width: number,
	height: number,
	look: Look,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const trafficRows = height >= 2 ? 1 : 0;
	const room = height - trafficRows;
	const disks = mostTelling(reading.value, room);
	const graphRows = room - disks.length;
	const showsFree = width >= leastPathWidth + leastBarWidth + percentWidth + freeWidth + 2;
	const rest = width - percentWidth - (showsFree ? freeWidth : 0) - 1;
	const longest = Math.max(leastPathWidth, ...disks.map(({path}) => cells(printable(path))));
	const pathWidth = Math.min(mostPathWidth, longest, Math.max(leastPathWidth, rest - leastBarWidth));
	const rows = disks.map(disk => diskRow(disk, {pathWidth, barWidth: rest - pathWidth, showsFree, width}, look));
	const hidden = reading.value.length - disks.length;
	return [
		...rows,
		...(graphRows < leastGraphRows
			? Array.from({length: graphRows}, (): Line => [])
			: graph(traffic, {width, height: graphRows, max: trafficScale(traffic), style: look.graphStyle, role: 'accent'})),
		...(trafficRows > 0 ? [trafficLine(diskIo, hidden, width)] : []),
	];
}

/** All of them in their order if they fit, else the fullest; one that does not answer counts as full. */
function mostTelling(disks: readonly Disk[], room: number): readonly Disk[] {
	if (disks.length <= room) {
		return disks;
	}

	const fullness = ({space}: Disk): number => (space.state === 'ok' ? space.value.usedPercent : 100);
	const kept = new Set([...disks].sort((a, b) => fullness(b) - fullness(a)).slice(0, room));
	return disks.filter(disk => kept.has(disk));
}

function diskRow(
	{path, space}: Disk,
	{pathWidth, barWidth, showsFree, width}: {pathWidth: number; barWidth: number; showsFree: boolean; width: number},
	look: Look,
): Line {
	const label = span(`${fit(printable(path), pathWidth)} `, 'text');
	if (space.state !== 'ok') {
		return fitLine([label, ...absentLine(space)], width);
	}

	const {usedPercent, freeBytes} = space.value;
	const role = levelRole(usedPercent);
	return [
		label,
		...bar(usedPercent, barWidth, look.glyphs),
		span(fitRight(formatPercent(usedPercent), percentWidth), role),
		...(showsFree ? [span(fitRight(look.bytes(freeBytes), freeWidth - 5), 'text'), span(' free', 'muted')] : []),
	];
}

function trafficLine(diskIo: DiskIo | undefined, hidden: number, width: number): Line {
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
	const note = span(`+${hidden} more`, 'muted');
	const line = longestThatFits(
		[
			[...read, gap, ...write, gap, ...busyPart],
			[...read, gap, ...write],
		],
		hidden > 0 ? width - note.width - 1 : width,
	);
	return spread(line, hidden > 0 ? [note] : [], width);
}

export function DisksPanel({width, height, isFocused = false}: PanelSize) {
	const look = useLook();
	const reading = useMonitor(state => state.sample?.snapshot.readings.disks ?? pending);
	const diskIo = useMonitor(state => known(state.sample?.snapshot.readings.diskIo));
	const traffic = useSeries(pickDiskTraffic, innerWidth(width));
	return (
		<Panel
			title="Disks"
			lines={drawDisks({reading, diskIo, traffic}, innerWidth(width), innerHeight(height), look)}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}
