import type {Memory, Paging} from '../../metrics/snapshot.js';
import {formatRate, formatShortCount} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {type Line, space, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import type {Role} from '../theme/role.js';

/** A number about the memory with its label. */
type Part = {readonly label: string; readonly value: string; readonly role: Role};

const minCellWidth = 20;
const maxCellWidth = 30;
const gap = 2;

/** Swap traffic from which programs wait noticeably, in bytes per second. */
const notableSwapRate = 2 ** 20;

/**
Draws what the memory contains and the traffic between memory and disk, in columns, the most important parts first. Parts
that the machine does not have are left out.
*/
export function drawMemoryParts(
	memory: Memory,
	paging: Paging | undefined,
	{width, maxRows}: {readonly width: number; readonly maxRows: number},
	appearance: Appearance,
): readonly Line[] {
	const columns = Math.max(1, Math.floor((width + gap) / (minCellWidth + gap)));
	const cellWidth = Math.min(maxCellWidth, Math.floor((width - gap * (columns - 1)) / columns));
	const parts = [...trafficParts(memory, paging), ...contentParts(memory, appearance)].slice(0, columns * maxRows);
	const rows = Math.ceil(parts.length / columns);
	return Array.from({length: rows}, (_, row) =>
		parts
			.slice(row * columns, (row + 1) * columns)
			.flatMap((part, column) => [...(column === 0 ? [] : [space(gap)]), ...cell(part, cellWidth)]),
	);
}

function cell({label, value, role}: Part, width: number): Line {
	return [span(label, 'muted'), span(fitRight(value, Math.max(0, width - label.length)), role)];
}

function trafficParts({swap}: Memory, paging: Paging | undefined): readonly Part[] {
	if (!paging) {
		return [];
	}

	const {swapInBytesPerSecond, swapOutBytesPerSecond, majorFaultsPerSecond, oomKills = 0} = paging;
	const swapped = (label: string, rate: number | undefined): readonly Part[] =>
		rate === undefined || (rate === 0 && !swap?.totalBytes)
			? []
			: [{label, value: formatRate(rate), role: rate >= notableSwapRate ? 'warning' : 'text'}];
	const perSecond = (label: string, rate: number | undefined): readonly Part[] =>
		rate === undefined ? [] : [{label, value: `${formatShortCount(rate)}/s`, role: 'text'}];
	return [
		...swapped('swap in', swapInBytesPerSecond),
		...swapped('swap out', swapOutBytesPerSecond),
		...perSecond('major faults', majorFaultsPerSecond),
		...(oomKills === 0 ? [] : [{label: 'OOM kills', value: String(oomKills), role: 'text'} as const]),
	];
}

function contentParts(memory: Memory, appearance: Appearance): readonly Part[] {
	const {hugePagesTotalBytes, hugePagesFreeBytes, committedBytes, commitLimitBytes, zswapBytes, zramBytes} = memory;
	const size = (label: string, bytes: number | undefined, role: Role = 'text'): readonly Part[] =>
		bytes === undefined ? [] : [{label, value: appearance.bytes(bytes), role}];
	const unlessZero = (label: string, bytes: number | undefined, role?: Role): readonly Part[] =>
		bytes === 0 ? [] : size(label, bytes, role);
	const of = (label: string, used: number | undefined, total: number | undefined): readonly Part[] =>
		used === undefined || total === undefined
			? []
			: [{label, value: `${appearance.shortBytes(used)}/${appearance.shortBytes(total)}`, role: 'text'}];
	const hugePagesUsed =
		hugePagesTotalBytes && hugePagesFreeBytes !== undefined ? hugePagesTotalBytes - hugePagesFreeBytes : undefined;
	return [
		...unlessZero('corrupted', memory.corruptedBytes, 'critical'),
		...size('page cache', memory.pageCacheBytes),
		...size('dirty', memory.dirtyBytes),
		...size('slab', memory.slabBytes),
		...size('shared', memory.sharedBytes),
		...of('commit', committedBytes, commitLimitBytes),
		...of('huge pages', hugePagesUsed, hugePagesTotalBytes),
		...unlessZero('zswap', zswapBytes),
		...unlessZero('zram', zramBytes),
		...size('anonymous', memory.anonymousBytes),
		...size('buffers', memory.buffersBytes),
		...size('writeback', memory.writebackBytes),
		...size('free', memory.freeBytes),
	];
}
