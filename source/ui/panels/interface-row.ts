import type {NetworkInterface} from '../../metrics/snapshot.js';
import {absent, formatRate, formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {fitLine, type Line, lineWidth, type Span, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';

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

/** Draws one network interface: both rates; link speed, errors and totals when there is room. */
export function interfaceLine(networkInterface: NetworkInterface, width: number, appearance: Appearance): Line {
	const isNarrow = width < narrowWidth;
	const directions = 2 * (isNarrow ? shortRateWidth : longRateWidth) + 2 * appearance.glyphs.down.length + 2;
	const room = width - directions - minNameWidth;
	const hasFaults = (networkInterface.errorsPerSecond ?? 0) > 0;
	const showsLink = room >= 12 + linkWidth;
	const showsFaults = room >= 12 + linkWidth + errorsWidth;
	const showsTotal = room >= 16 + linkWidth + errorsWidth + totalWidth;
	const figures = (showsLink ? linkWidth : 0) + (showsFaults ? errorsWidth : 0) + (showsTotal ? totalWidth : 0);
	const nameWidth = Math.max(minNameWidth, Math.min(maxNameWidth, width - directions - figures));
	return fitLine(
		[
			span(
				`${fit(printable(networkInterface.name), nameWidth)} `,
				hasFaults ? 'warning' : isIdle(networkInterface) ? 'muted' : 'text',
			),
			span(appearance.glyphs.down, 'receive'),
			rate(networkInterface.receiveBytesPerSecond, isNarrow),
			span(' '),
			span(appearance.glyphs.up, 'send'),
			rate(networkInterface.sendBytesPerSecond, isNarrow),
			...(showsLink
				? [
						span(
							fitRight(networkInterface.linkMbps === undefined ? '' : formatLink(networkInterface.linkMbps), linkWidth),
							'muted',
						),
					]
				: []),
			...(showsFaults
				? [space(errorsWidth - lineWidth(faults(networkInterface) ?? [])), ...(faults(networkInterface) ?? [])]
				: []),
			...(showsTotal
				? [
						span(
							fitRight(
								`${appearance.shortBytes(networkInterface.receivedBytes)} / ${appearance.shortBytes(networkInterface.sentBytes)} total`,
								totalWidth,
							),
							'muted',
						),
					]
				: []),
		],
		width,
	);
}

/** Returns `3.0 errors/s` or, without errors, `12 drops/s`; `undefined` without either. */
export function faults({errorsPerSecond, dropsPerSecond}: NetworkInterface): Line | undefined {
	if (errorsPerSecond !== undefined && errorsPerSecond > 0) {
		return [span(`${perSecond(errorsPerSecond)} errors/s`, 'warning')];
	}

	return dropsPerSecond === undefined || dropsPerSecond <= 0
		? undefined
		: [span(`${perSecond(dropsPerSecond)} drops/s`, 'muted')];
}

function perSecond(rate: number): string {
	return rate < 9.95 ? rate.toFixed(1) : rate < 9999.5 ? String(Math.round(rate)) : formatShortRate(rate);
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
