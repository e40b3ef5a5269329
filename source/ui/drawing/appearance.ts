import {formatBytes, formatDecimalBytes, formatShortBytes, formatShortDecimalBytes} from '../../support/format.js';
import type {ColorDepth} from '../theme/color-depth.js';
import {createPalette, hasLevelColors} from '../theme/palette.js';
import type {Theme} from '../theme/themes.js';
import {asciiGlyphs, consoleGlyphs, type Glyphs, unicodeGlyphs} from './glyphs.js';
import type {DrawnStyle, GraphStyle} from './graph-style.js';
import {withLevelSigns} from './level-signs.js';
import type {Line, Span} from './line.js';
import {paint} from './paint.js';

/** Appearance of the screen: characters, graph style, colours and units. */
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
	const marked = hasLevelColors(palette) ? (line: Line): Line => line : withLevelSigns;
	const replacements = isAscii ? asciiReplacements : isConsole ? consoleReplacements : undefined;
	return {
		isAscii,
		bytes: formatBytes,
		shortBytes: formatShortBytes,
		glyphs: isAscii ? asciiGlyphs : isConsole ? consoleGlyphs : unicodeGlyphs,
		graphStyle: isAscii ? 'ascii' : isConsole && graphStyle === 'block' ? 'half' : graphStyle,
		paint: replacements
			? line =>
					paint(
						marked(line).map(part => withReplacements(part, replacements)),
						palette,
					)
			: line => paint(marked(line), palette),
	};
}

type Replacements = readonly (readonly [RegExp, string])[];

/** Replacements, cell for cell, for characters that the font of the console lacks. */
const consoleReplacements: Replacements = [
	[/\u2026/g, '~'], // the ellipsis
	[/\u2013/g, '-'], // the en dash
	[/[\u{2400}-\u{2426}]/gu, '?'],
];

/**
Replacements for other characters that are not ASCII: middle dot, degree, multiplication sign. Letters in names from outside
are not replaced.
*/
const asciiReplacements: Replacements = [...consoleReplacements, [/[\u00B7\u00B0]/g, ' '], [/\u00D7/g, 'x']];

function withReplacements(part: Span, replacements: Replacements): Span {
	return replacements.some(([sign]) => part.text.search(sign) >= 0)
		? {...part, text: replacements.reduce((text, [sign, replacement]) => text.replaceAll(sign, replacement), part.text)}
		: part;
}

/** Returns the appearance with sizes in powers of 1000. */
export function withDecimalUnits(appearance: Appearance): Appearance {
	return {...appearance, bytes: formatDecimalBytes, shortBytes: formatShortDecimalBytes};
}
