import {createContext, useContext} from 'react';
import {formatBytes, formatDecimalBytes, formatShortBytes, formatShortDecimalBytes} from '../format.js';
import {asciiGlyphs, type Glyphs, unicodeGlyphs} from './drawing/glyphs.js';
import type {GraphStyle} from './drawing/graph.js';
import type {Line, Span} from './drawing/line.js';
import {paint} from './drawing/paint.js';
import type {ColorDepth} from './theme/color-depth.js';
import {createPalette} from './theme/palette.js';
import {type Theme, themes} from './theme/themes.js';

/** How everything is drawn: the same for the whole screen. */
export type Look = {
	readonly glyphs: Glyphs;
	readonly graphStyle: GraphStyle;
	readonly isAscii: boolean;
	paint(line: Line): string;
	/** Sizes in the units that the user chose. */
	bytes(bytes: number): string;
	shortBytes(bytes: number): string;
};

export type LookOptions = {
	readonly theme: Theme;
	readonly colorDepth: ColorDepth;
	/** Nothing but ASCII characters. */
	readonly isAscii: boolean;
	readonly graphStyle: GraphStyle;
};

export function createLook({theme, colorDepth, isAscii, graphStyle}: LookOptions): Look {
	const palette = createPalette(theme, colorDepth);
	return {
		isAscii,
		bytes: formatBytes,
		shortBytes: formatShortBytes,
		glyphs: isAscii ? asciiGlyphs : unicodeGlyphs,
		graphStyle: isAscii ? 'ascii' : graphStyle,
		paint: isAscii ? line => paint(line.map(asciiOnly), palette) : line => paint(line, palette),
	};
}

/** What the program itself writes beyond ASCII, cell for cell; letters in names from outside stay as they are. */
const asciiStandIns: readonly (readonly [RegExp, string])[] = [
	[/…/g, '~'],
	[/[·°]/g, ' '],
	[/–/g, '-'],
	[/[\u{2400}-\u{2426}]/gu, '?'],
];

function asciiOnly(part: Span): Span {
	return asciiStandIns.some(([sign]) => part.text.search(sign) >= 0)
		? {...part, text: asciiStandIns.reduce((text, [sign, standIn]) => text.replaceAll(sign, standIn), part.text)}
		: part;
}

/** The same look with sizes in powers of 1000. */
export function withDecimalUnits(look: Look): Look {
	return {...look, bytes: formatDecimalBytes, shortBytes: formatShortDecimalBytes};
}

export const LookContext = createContext<Look>(
	createLook({theme: themes.default, colorDepth: 'none', isAscii: false, graphStyle: 'braille'}),
);

export function useLook(): Look {
	return useContext(LookContext);
}
