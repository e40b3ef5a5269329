import colors from 'ansi-colors';
import type {Reading} from '../metrics/reading.js';
import {absent, formatPercent, formatRate} from '../support/format.js';
import {printableLine} from '../support/printable.js';

/** Colours a text by its percentage. */
export type Paint = (text: string, percent: number | undefined) => string;

export function painter(hasColor: boolean): Paint {
	const palette = colors.create();
	palette.enabled = hasColor;
	return (text, percent) =>
		percent === undefined
			? text
			: percent >= 90
				? palette.red.bold(text)
				: percent >= 75
					? palette.yellow(text)
					: palette.green(text);
}

export function share(percent: number | undefined, paint: Paint): string {
	return paint(percentOr(percent), percent);
}

export function percentOr(percent: number | undefined): string {
	return percent === undefined ? absent : formatPercent(percent);
}

export function rateOr(bytesPerSecond: number | undefined): string {
	return bytesPerSecond === undefined ? absent : formatRate(bytesPerSecond);
}

export function reasonOf(reading: Reading<unknown>): string {
	return reading.state === 'ok' ? '' : printableLine(reading.reason ?? reading.state);
}
