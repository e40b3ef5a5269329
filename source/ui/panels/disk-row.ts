import type {Traffic} from '../../metrics/disk-traffic.js';
import type {Disk, DiskIo, DiskSpace} from '../../metrics/snapshot.js';
import {absent, formatPercent, formatRate} from '../../support/format.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import {fitLine, type Line, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, fitPath, fitRight} from '../drawing/text.js';
import {levelRole} from '../theme/role.js';
import {busyRole, rateRole} from './disk-level.js';
import {scarceInodes} from './fullness.js';

const percentWidth = 7;
/** ` 100%` */
const shortPercentWidth = 5;
/** `  180 GiB free` */
const freeWidth = 15;
/** `  180G` */
const shortFreeWidth = 7;
/** Width below which a row has short figures. */
const narrowWidth = 36;
const rateWidth = 11;
const busyWidth = 6;
const trafficWidth = 2 * rateWidth + busyWidth;
/** `   500 GiB  ext4    ` */
const kindWidth = 20;
/** Maximum width of a bar; remaining room shows the device. */
const maxBarWidth = 40;
const minSourceWidth = 12;
const maxPathWidth = 24;
const minPathWidth = 6;
const minBarWidth = 5;
/** Minimum bar of a narrow row, where the path needs the room. */
const minNarrowBarWidth = 3;
/** Minimum width of a bar beside less important columns. */
const comfortableBarWidth = 10;

export type DiskColumns = {
	readonly width: number;
	readonly pathWidth: number;
	readonly barWidth: number;
	readonly percentWidth: number;
	/** Width of the free space; 0 hides it. */
	readonly freeWidth: number;
	/** Whether reads, writes and device utilisation are shown per mount. */
	readonly showsTraffic: boolean;
	/** Whether size and file system type are shown. */
	readonly showsKind: boolean;
	/** Width of the device name; 0 hides it. */
	readonly sourceWidth: number;
};

/** Returns whether the I/O columns fit beside a readable bar. */
export function hasRoomForTraffic(width: number): boolean {
	return width >= maxPathWidth + 1 + comfortableBarWidth + percentWidth + freeWidth + trafficWidth;
}

/** Computes which columns fit, and the width of those that vary. */
export function diskColumns(width: number, disks: readonly Disk[], hasTraffic: boolean): DiskColumns {
	const isNarrow = width < narrowWidth;
	const shares = isNarrow ? shortPercentWidth : percentWidth;
	const usualFree = isNarrow ? shortFreeWidth : freeWidth;
	const free = width >= minPathWidth + minBarWidth + shares + usualFree + 1 ? usualFree : 0;
	const showsTraffic = hasTraffic && hasRoomForTraffic(width);
	const showsKind = hasRoomForTraffic(width - kindWidth);
	const rest = width - shares - 1 - free - (showsTraffic ? trafficWidth : 0) - (showsKind ? kindWidth : 0);
	const longest = Math.max(minPathWidth, ...disks.map(({path}) => cells(printable(path))));
	const max = showsKind ? Math.max(maxPathWidth, Math.floor(rest / 2)) : maxPathWidth;
	const pathWidth = Math.min(max, longest, Math.max(minPathWidth, rest - (isNarrow ? minNarrowBarWidth : minBarWidth)));
	const left = Math.max(0, rest - pathWidth);
	const sourceWidth = showsKind && left >= maxBarWidth + minSourceWidth ? left - maxBarWidth : 0;
	return {
		width,
		pathWidth,
		barWidth: left - sourceWidth,
		percentWidth: shares,
		freeWidth: free,
		showsTraffic,
		showsKind,
		sourceWidth,
	};
}

/** Returns whether a row of that width has figures that need a head. */
export function needsHead(width: number): boolean {
	return width < narrowWidth || hasRoomForTraffic(width);
}

export function diskHead(columns: DiskColumns): Line {
	const {width, pathWidth, barWidth, showsTraffic, showsKind, sourceWidth} = columns;
	const words = [
		fit('mount', pathWidth + 1 + barWidth),
		fitRight('used', columns.percentWidth),
		fitRight(columns.freeWidth === shortFreeWidth ? 'free' : '', columns.freeWidth),
		showsKind ? fit('      size  type', kindWidth) : '',
		fit('source', sourceWidth),
		...(showsTraffic ? [fitRight('read', rateWidth), fitRight('write', rateWidth), fitRight('busy', busyWidth)] : []),
	];
	return fitLine([span(words.join(''), 'muted')], width);
}

export function diskRow(disk: Disk, device: Traffic | undefined, columns: DiskColumns, appearance: Appearance): Line {
	const {width, pathWidth, barWidth, showsTraffic, showsKind, sourceWidth} = columns;
	const showsFree = columns.freeWidth > 0;
	const {path, source, space, isReadOnly, isUnexpectedlyReadOnly, fileSystem} = disk;
	const label = span(`${fitPath(printable(path), pathWidth)} `, isUnexpectedlyReadOnly ? 'critical' : 'text');
	if (space.state !== 'ok') {
		return fitLine([label, ...absentLine(space)], width);
	}

	const {usedPercent, totalBytes} = space.value;
	const isImage = isReadOnly && !isUnexpectedlyReadOnly;
	const inodesPercent = isImage ? undefined : scarceInodes(space.value);
	// A file system that is meant to be read-only is full by design and not a concern.
	const role = isImage ? 'muted' : levelRole(usedPercent);
	const used =
		inodesPercent === undefined || showsFree
			? span(fitRight(shareText(usedPercent, columns), columns.percentWidth), role)
			: inodesSpan(inodesPercent, columns.percentWidth, 'i ');
	const shown = isUnexpectedlyReadOnly && !showsFree ? span(fitRight('ro', columns.percentWidth), 'critical') : used;
	return [
		label,
		...bar(usedPercent, barWidth, appearance.glyphs, role),
		shown,
		...(showsFree
			? isUnexpectedlyReadOnly
				? [span(fitRight(isShort(columns) ? 'ro' : 'read-only', columns.freeWidth), 'critical')]
				: freeSpans(space.value, inodesPercent, columns, appearance)
			: []),
		...(showsKind
			? [
					span(fitRight(appearance.bytes(totalBytes), 10), 'muted'),
					span(`  ${fit(printable(fileSystem), kindWidth - 12)}`, 'muted'),
				]
			: []),
		span(fit(printable(source), sourceWidth), 'muted'),
		...(showsTraffic ? trafficSpans(device) : []),
	];
}

function isShort({width}: DiskColumns): boolean {
	return width < narrowWidth;
}

function shareText(percent: number, columns: DiskColumns): string {
	return isShort(columns) ? `${Math.round(percent)}%` : formatPercent(percent);
}

function inodesSpan(percent: number, width: number, word: string): Span {
	return span(fitRight(`${word}${formatPercent(percent)}`, width), levelRole(percent));
}

/** Returns the free space, or the inode usage when inodes run out first. */
function freeSpans(
	{freeBytes}: DiskSpace,
	inodesPercent: number | undefined,
	columns: DiskColumns,
	appearance: Appearance,
): Line {
	if (isShort(columns)) {
		return inodesPercent === undefined
			? [span(fitRight(appearance.shortBytes(freeBytes), shortFreeWidth))]
			: [span(fitRight(`i ${Math.round(inodesPercent)}%`, shortFreeWidth), levelRole(inodesPercent))];
	}

	return inodesPercent === undefined
		? [span(fitRight(appearance.bytes(freeBytes), freeWidth - 5), 'text'), span(' free', 'muted')]
		: [inodesSpan(inodesPercent, freeWidth, 'inodes ')];
}

/** Draws the totals of all disks in the columns of the table. */
export function diskSum(diskIo: DiskIo | undefined, {width}: DiskColumns): Line {
	return [span(fit('all disks', Math.max(0, width - trafficWidth)), 'muted'), ...trafficSpans(diskIo)];
}

function trafficSpans(device: Traffic | undefined): Line {
	const busy = device?.busyPercent;
	const rate = (bytes: number | undefined): Span =>
		span(fitRight(bytes === undefined ? absent : formatRate(bytes), rateWidth), rateRole(bytes, busy));
	return [
		rate(device?.readBytesPerSecond),
		rate(device?.writeBytesPerSecond),
		span(fitRight(busy === undefined ? absent : `${Math.round(busy)}%`, busyWidth), busyRole(busy)),
	];
}
