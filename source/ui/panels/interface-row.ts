import type {NetworkInterface} from '../../metrics/snapshot.js';
import {absent, formatRate, formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {fitLine, type Line, lineWidth, type Span, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {levelRole, type Role} from '../theme/role.js';

/** ` 1.20 MB/s`, or ` 1.20M` in a narrow panel. */
const longRateWidth = 10;
const shortRateWidth = 6;
const narrowWidth = 38;
const minNameWidth = 4;
const maxNameWidth = 24;
/** `  100 Gb/s` */
const linkWidth = 10;
/** `   12.5 GiB / 3.1 GiB total` */
const totalWidth = 23;
const errorsWidth = 15;
/** ` 100%` */
const shareWidth = 5;
/** ` 12.3k/4.56k pkt/s` */
const packetsWidth = 18;
/** Columns beside name and rates, as they appear when there is more room; the last number is the room for the name. */
const columnRoom = [
	['link', linkWidth, 12],
	['faults', errorsWidth, 12],
	['share', shareWidth, 12],
	['packets', packetsWidth, 12],
	['total', totalWidth, 16],
	['drops', errorsWidth, 16],
] as const;

type Column = (typeof columnRoom)[number][0];

/** Draws one network interface: both rates; link, errors, packets, totals and drops when there is room. */
export function interfaceLine(networkInterface: NetworkInterface, width: number, appearance: Appearance): Line {
	const isNarrow = width < narrowWidth;
	const directions = 2 * (isNarrow ? shortRateWidth : longRateWidth) + 2 * appearance.glyphs.down.length + 2;
	const {columns, taken} = columnsFor(width - directions - minNameWidth);
	const nameWidth = Math.max(minNameWidth, Math.min(maxNameWidth, width - directions - taken));
	const draw = (column: Column): Line => {
		switch (column) {
			case 'link':
				return [linkSpan(networkInterface)];
			case 'share':
				return [shareSpan(networkInterface.linkUsedPercent)];
			case 'faults':
				return padded(columns.includes('drops') ? errors(networkInterface) : faults(networkInterface));
			case 'drops':
				return padded(drops(networkInterface));
			case 'packets':
				return [packetsSpan(networkInterface)];
			case 'total':
				return [totalSpan(networkInterface, appearance)];
		}
	};

	return fitLine(
		[
			span(`${fit(printable(networkInterface.name), nameWidth)} `, nameRole(networkInterface)),
			span(appearance.glyphs.down, 'receive'),
			rate(networkInterface.receiveBytesPerSecond, isNarrow),
			span(' '),
			span(appearance.glyphs.up, 'send'),
			rate(networkInterface.sendBytesPerSecond, isNarrow),
			...order.filter(column => columns.includes(column)).flatMap(draw),
		],
		width,
	);
}

/** Columns from left to right. */
const order: readonly Column[] = ['link', 'share', 'packets', 'faults', 'drops', 'total'];

/** Returns the columns that fit beside a name of at least the minimum width. */
function columnsFor(room: number): {readonly columns: readonly Column[]; readonly taken: number} {
	const columns: Column[] = [];
	let taken = 0;
	for (const [column, columnWidth, nameRoom] of columnRoom) {
		if (room < nameRoom + taken + columnWidth) {
			break;
		}

		columns.push(column);
		taken += columnWidth;
	}

	return {columns, taken};
}

function nameRole(networkInterface: NetworkInterface): Role {
	const hasErrors = (networkInterface.errorsPerSecond ?? 0) > 0;
	return hasErrors ? 'warning' : isIdle(networkInterface) ? 'muted' : 'text';
}

function linkSpan({isUp, linkMbps}: NetworkInterface): Span {
	const text = isUp === false ? 'down' : linkMbps === undefined ? '' : formatLink(linkMbps);
	return span(fitRight(text, linkWidth), 'muted');
}

function shareSpan(percent: number | undefined): Span {
	return span(
		fitRight(percent === undefined ? '' : `${Math.round(percent)}%`, shareWidth),
		percent === undefined || percent < 1 ? 'muted' : levelRole(percent),
	);
}

function packetsSpan({receivePacketsPerSecond, sendPacketsPerSecond}: NetworkInterface): Span {
	const text =
		receivePacketsPerSecond === undefined || sendPacketsPerSecond === undefined
			? ''
			: `${formatShortRate(receivePacketsPerSecond)}/${formatShortRate(sendPacketsPerSecond)} pkt/s`;
	return span(fitRight(text, packetsWidth), 'muted');
}

function totalSpan({receivedBytes, sentBytes}: NetworkInterface, {shortBytes}: Appearance): Span {
	return span(fitRight(`${shortBytes(receivedBytes)} / ${shortBytes(sentBytes)} total`, totalWidth), 'muted');
}

function padded(line: Line | undefined): Line {
	return [space(errorsWidth - lineWidth(line ?? [])), ...(line ?? [])];
}

/** Returns `3.0 errors/s` or, without errors, `12 drops/s`; `undefined` without either. */
export function faults(networkInterface: NetworkInterface): Line | undefined {
	return errors(networkInterface) ?? drops(networkInterface);
}

function errors({errorsPerSecond}: NetworkInterface): Line | undefined {
	return errorsPerSecond !== undefined && errorsPerSecond > 0
		? [span(`${perSecond(errorsPerSecond)} errors/s`, 'warning')]
		: undefined;
}

function drops({dropsPerSecond}: NetworkInterface): Line | undefined {
	return dropsPerSecond !== undefined && dropsPerSecond > 0
		? [span(`${perSecond(dropsPerSecond)} drops/s`, 'muted')]
		: undefined;
}

/** Formats a rate of events: `0.5`, `58`, `12.3k`. */
export function perSecond(rate: number): string {
	return rate === 0
		? '0'
		: rate < 9.95
			? rate.toFixed(1)
			: rate < 9999.5
				? String(Math.round(rate))
				: formatShortRate(rate);
}

/** Formats a link speed: `2.5 Gb/s`, `100 Mb/s`. */
export function formatLink(mbps: number): string {
	const [amount, unit] = mbps >= 1000 ? [mbps / 1000, 'Gb/s'] : [mbps, 'Mb/s'];
	return `${amount < 99.95 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}

function rate(bytesPerSecond: number | undefined, isNarrow: boolean): Span {
	const [format, width] = isNarrow
		? ([formatShortRate, shortRateWidth] as const)
		: ([formatRate, longRateWidth] as const);
	return span(
		fitRight(bytesPerSecond === undefined ? absent : format(bytesPerSecond), width),
		bytesPerSecond === undefined || bytesPerSecond === 0 ? 'muted' : 'text',
	);
}

function isIdle({receiveBytesPerSecond, sendBytesPerSecond}: NetworkInterface): boolean {
	return !receiveBytesPerSecond && !sendBytesPerSecond;
}
