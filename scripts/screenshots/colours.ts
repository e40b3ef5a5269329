import type {IBufferCell} from '@xterm/headless';

/** Red, green and blue, 0–255 each. */
export type Rgb = readonly [number, number, number];

/** Default background and foreground of a terminal. */
export type Ground = {readonly paper: Rgb; readonly ink: Rgb};

export const darkGround: Ground = {paper: [0x16, 0x18, 0x1d], ink: [0xd5, 0xd8, 0xde]};
export const lightGround: Ground = {paper: [0xfc, 0xfc, 0xfa], ink: [0x2a, 0x2d, 0x34]};

/** The sixteen colours of a terminal theme, in brightness steps common to dark themes. */
const themed: readonly Rgb[] = [
	[0x2a, 0x2d, 0x34],
	[0xe0, 0x5f, 0x65],
	[0x7f, 0xb8, 0x5c],
	[0xdf, 0xb0, 0x55],
	[0x5d, 0x9b, 0xe8],
	[0xbd, 0x7f, 0xd8],
	[0x4f, 0xb3, 0xbf],
	[0xc3, 0xc7, 0xce],
	[0x6b, 0x72, 0x80],
	[0xf4, 0x81, 0x85],
	[0xa3, 0xd9, 0x7f],
	[0xf5, 0xcf, 0x7a],
	[0x86, 0xb8, 0xf7],
	[0xd7, 0xa3, 0xee],
	[0x7b, 0xd3, 0xdd],
	[0xff, 0xff, 0xff],
];

/** Share of the text colour that remains when it is dim. */
const dimShare = 0.55;

/** Returns the colours of a cell: palette resolved, inverse swapped, dim mixed with the background. */
export function cellColours(cell: IBufferCell, {paper, ink}: Ground): {readonly text: Rgb; readonly background: Rgb} {
	const text = cell.isFgDefault() ? ink : resolve(cell.getFgColor(), cell.isFgRGB());
	const background = cell.isBgDefault() ? paper : resolve(cell.getBgColor(), cell.isBgRGB());
	const [front, back] = cell.isInverse() ? [background, text] : [text, background];
	return {text: cell.isDim() ? mix(front, back, dimShare) : front, background: back};
}

export function hex(colour: Rgb): string {
	return `#${colour.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function resolve(colour: number, isRgb: boolean): Rgb {
	return isRgb ? [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff] : indexed(colour);
}

/** Returns a colour of the 256 colours of xterm: sixteen of the theme, a 6×6×6 cube, 24 greys. */
function indexed(index: number): Rgb {
	if (index < 16) {
		return themed[index] ?? darkGround.ink;
	}

	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return [grey, grey, grey];
	}

	const step = (position: number): number => (position === 0 ? 0 : 55 + position * 40);
	const cube = index - 16;
	return [step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)];
}

function mix([red, green, blue]: Rgb, [paperRed, paperGreen, paperBlue]: Rgb, share: number): Rgb {
	const blend = (part: number, other: number): number => Math.round(part * share + other * (1 - share));
	return [blend(red, paperRed), blend(green, paperGreen), blend(blue, paperBlue)];
}
