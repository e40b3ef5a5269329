import type {DiskIo} from '../../../metrics/snapshot.js';
import {absent, formatShortRate} from '../../../support/format.js';
import {absentLine} from '../../drawing/absent.js';
import type {Appearance} from '../../drawing/appearance.js';
import {graph} from '../../drawing/graph.js';
import {type Line, lineWidth, space, span} from '../../drawing/line.js';
import {printable} from '../../drawing/printable.js';
import {fitPath, fitRight} from '../../drawing/text.js';
import {levelRole} from '../../theme/role.js';
import {busyRole, rateRole} from '../disk-level.js';
import {scarceInodes} from '../fullness.js';
import type {DiskListRow, DisksContent} from '../panel-contents.js';
import type {Size} from '../panel-definition.js';
import {raidRow} from '../raid-row.js';
import {diskScale} from '../traffic-scale.js';
import {type StripColumns, stripColumns, stripLine, stripText, withGraph} from './strip.js';

const minPathWidth = 6;

/**
Draws a mount or array in each row, the traffic of all disks in the first one, and its graph. The number of hidden ones
is beside the last row.
*/
export function drawDisksStrip(
	{reading, rows, diskIo, traffic, busy, marks}: DisksContent,
	hidden: number,
	{width, height}: Size,
	appearance: Appearance,
): readonly Line[] {
	const columns = stripColumns(width);
	if (reading.state !== 'ok') {
		return [stripText('DSK', () => absentLine(reading), columns)];
	}

	const lines = rows.map((row, index) => {
		const isLast = index > 0 && index === rows.length - 1;
		const label = index === 0 ? 'DSK' : isLast && hidden > 0 ? `+${hidden}` : '';
		const sums = index === 0 ? trafficOf(diskIo) : [];
		if ('array' in row) {
			return stripText(label, room => raidRow(row.array, room), columns);
		}

		return diskLine(label, row, sums, {columns, appearance});
	});
	const drawn = graph(traffic, {
		width: columns.graph,
		height,
		max: diskScale(traffic),
		style: appearance.graphStyle,
		levels: busy,
		marks,
	});
	return withGraph(
		lines.length === 0 ? [stripText('DSK', () => [span(absent, 'muted')], columns)] : lines,
		drawn,
		columns,
	);
}

function diskLine(
	label: string,
	{disk}: Extract<DiskListRow, {disk: unknown}>,
	sums: readonly Line[],
	{columns, appearance}: {readonly columns: StripColumns; readonly appearance: Appearance},
): Line {
	const path = printable(disk.path);
	if (disk.space.state !== 'ok') {
		const {space: reading} = disk;
		return stripText(label, () => [span(`${path}  `), ...absentLine(reading)], columns);
	}

	const {usedPercent, freeBytes} = disk.space.value;
	const isImage = disk.isReadOnly && !disk.isUnexpectedlyReadOnly;
	const inodesPercent = isImage ? undefined : scarceInodes(disk.space.value);
	const shown = inodesPercent ?? usedPercent;
	const free: Line = disk.isUnexpectedlyReadOnly
		? [span('read-only', 'critical')]
		: inodesPercent === undefined
			? [span(appearance.shortBytes(freeBytes)), span(' free', 'muted')]
			: [span('inodes used', levelRole(inodesPercent))];
	const text = (room: number): Line => {
		const candidates = [
			...sums.map(sum => [...free, space(2), ...sum]),
			...(disk.isUnexpectedlyReadOnly ? [] : sums),
			free,
			[],
		];
		const wanted = Math.min(minPathWidth, path.length);
		const right = candidates.find(line => wanted + 2 + lineWidth(line) <= room) ?? [];
		const pathRoom = Math.max(0, room - lineWidth(right) - (right.length > 0 ? 2 : 0));
		return [span(fitPath(path, pathRoom)), ...(right.length > 0 ? [space(2), ...right] : [])];
	};
	return stripLine(label, shown, {columns, appearance, ...(isImage ? {role: 'muted'} : {})}, text);
}

/** Returns variants of the traffic, from long to short: `r 16.4k w  147k  14%`. */
function trafficOf(diskIo: DiskIo | undefined): readonly Line[] {
	if (!diskIo) {
		return [];
	}

	const {readBytesPerSecond, writeBytesPerSecond, busyPercent} = diskIo;
	const rates: Line = [
		span('r', 'muted'),
		span(fitRight(formatShortRate(readBytesPerSecond), 6), rateRole(readBytesPerSecond, busyPercent)),
		span(' w', 'muted'),
		span(fitRight(formatShortRate(writeBytesPerSecond), 6), rateRole(writeBytesPerSecond, busyPercent)),
	];
	const busy: Line =
		busyPercent === undefined ? [] : [span(fitRight(`${Math.round(busyPercent)}%`, 5), busyRole(busyPercent))];
	return [[...rates, ...(busy.length === 0 ? [] : [span(' busy', 'muted'), ...busy])], [...rates, ...busy], rates];
}
