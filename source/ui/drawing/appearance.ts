import {formatBytes, formatDecimalBytes, formatShortBytes, formatShortDecimalBytes} from '../../support/format.js';
import type {ColorDepth} from '../theme/color-depth.js';
import {createPalette} from '../theme/palette.js';
import type {Theme} from '../theme/themes.js';
import {asciiGlyphs, consoleGlyphs, type Glyphs, unicodeGlyphs} from './glyphs.js';
import type {DrawnStyle, GraphStyle} from './graph.js';
import type {Line, Span} from './line.js';
import {paint} from './paint.js';

/** How everything is drawn: the same for the whole screen. */
export type Appearance = {
	readonly glyphs: Glyphs;
	readonly graphStyle: DrawnStyle;
	readonly isAscii: boolean;
	paint(line: Line): string;
	/** Sizes in the units that the user chose. */
	bytes(bytes: number): string;
	shortBytes(bytes: number): string;
};

export type AppearanceOptions = {
	readonly theme: Theme;
	readonly colorDepth: ColorDepth;
	/** Nothing but ASCII characters. */
	readonly isAscii: boolean;
	/** The few hundred characters that the font of a Linux console has. */
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

/** What the program itself writes and the console's font does not have, cell for cell. */
const consoleStandIns: StandIns = [
	[/…/g, '~'],
	[/–/g, '-'],
	[/[\u{2400}-\u{2426}]/gu, '?'],
];

/** What is beyond ASCII; letters in names from outside stay as they are. */
const asciiStandIns: StandIns = [...consoleStandIns, [/[·°]/g, ' ']];

function withStandIns(part: Span, standIns: StandIns): Span {
	return standIns.some(([sign]) => part.text.search(sign) >= 0)
		? {...part, text: standIns.reduce((text, [sign, standIn]) => text.replaceAll(sign, standIn), part.text)}
		: part;
}

/** The same look with sizes in powers of 1000. */
export function withDecimalUnits(appearance: Appearance): Appearance {
	return {...appearance, bytes: formatDecimalBytes, shortBytes: formatShortDecimalBytes};
}
