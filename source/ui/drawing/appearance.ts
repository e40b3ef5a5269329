import {formatBytes, formatDecimalBytes, formatShortBytes, formatShortDecimalBytes} from '../../support/format.js';
import type {ColorDepth} from '../theme/color-depth.js';
import {createPalette} from '../theme/palette.js';
import type {Theme} from '../theme/themes.js';
import {asciiGlyphs, consoleGlyphs, type Glyphs, unicodeGlyphs} from './glyphs.js';
import type {DrawnStyle, GraphStyle} from './graph.js';
import type {Line, Span} from './line.js';
import {paint} from './paint.js';

/** How everything on the screen is drawn. */
export type Appearance = {
	readonly glyphs: Glyphs;
	readonly graphStyle: DrawnStyle;
	readonly isAscii: boolean;
	paint(line: Line): string;
	/** Formats a size in the selected units. */
	bytes(bytes: number): string;
	shortBytes(bytes: number): string;
};

export type AppearanceOptions = {
	readonly theme: Theme;
	readonly colorDepth: ColorDepth;
	/** Draws with ASCII characters only. */
	readonly isAscii: boolean;
	/** Draws with the few hundred characters that the font of a Linux console has. */
	readonly isConsole?: boolean | undefined;
	readonly graphStyle: GraphStyle;
};

export function createAppearance({
	theme,
	colorDepth,
	isAscii,
	isConsole = false,
	graphStyle,
}: AppearanceOptions): Appearance {
	const palette = createPalette(theme, colorDepth);
	const standIns = isAscii ? asciiStandIns : isConsole ? consoleStandIns : undefined;
	return {
		isAscii,
		bytes: formatBytes,
		shortBytes: formatShortBytes,
		glyphs: isAscii ? asciiGlyphs : isConsole ? consoleGlyphs : unicodeGlyphs,
		graphStyle: isAscii ? 'ascii' : isConsole && graphStyle === 'block' ? 'half' : graphStyle,
		paint: standIns
			? line =>
					paint(
						line.map(part => withStandIns(part, standIns)),
						palette,
					)
			: line => paint(line, palette),
	};
}

type StandIns = readonly (readonly [RegExp, string])[];

/** Replacements, cell for cell, for characters that the font of the console lacks. */
const consoleStandIns: StandIns = [
	[/…/g, '~'],
	[/–/g, '-'],
	[/[\u{2400}-\u{2426}]/gu, '?'],
];

/** Replacements for characters beyond ASCII. Letters in names from outside are not replaced. */
const asciiStandIns: StandIns = [...consoleStandIns, [/[·°]/g, ' ']];

function withStandIns(part: Span, standIns: StandIns): Span {
	return standIns.some(([sign]) => part.text.search(sign) >= 0)
		? {...part, text: standIns.reduce((text, [sign, standIn]) => text.replaceAll(sign, standIn), part.text)}
		: part;
}

/** Returns the appearance with sizes in powers of 1000. */
export function withDecimalUnits(appearance: Appearance): Appearance {
	return {...appearance, bytes: formatDecimalBytes, shortBytes: formatShortDecimalBytes};
}
