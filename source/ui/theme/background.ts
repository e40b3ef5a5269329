import {channels} from './nearest-color.js';

/** Background of the terminal. */
export type Background = 'dark' | 'light';

/** The query of the background colour (OSC 11, XTerm Control Sequences). Every terminal that answers accepts this end. */
export const backgroundQuery = '\u001B]11;?\u0007';

/** Luminance above which black text has more contrast than white text. */
const minLightLuminance = 0.179;

/** Returns the background from a reply to the query; `undefined` for another reply. */
export function backgroundOfReply(reply: string): Background | undefined {
	const [, color = ''] = /^\u001B\]11;([^\u0007\u001B]*)/.exec(reply) ?? [];
	const parts = partsOf(color);
	return parts && (luminance(parts) > minLightLuminance ? 'light' : 'dark');
}

/** Parses `rgb:rrrr/gggg/bbbb`, with one to four digits each, `rgba:` or `#rrggbb`. Returns shares from 0 to 1. */
function partsOf(color: string): readonly number[] | undefined {
	const [, ...digits] = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i.exec(color) ?? [];
	if (digits.length === 3) {
		return digits.map(part => Number.parseInt(part, 16) / (16 ** part.length - 1));
	}

	return /^#[\da-f]{6}$/i.test(color) ? channels(color).map(channel => channel / 255) : undefined;
}

/** Returns the relative luminance, as WCAG defines it. */
function luminance(parts: readonly number[]): number {
	const [red = 0, green = 0, blue = 0] = parts.map(part =>
		part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
Returns the background from `COLORFGBG`, which rxvt, Konsole and others set to the palette indices of foreground and
background: `15;0`. `undefined` if the variable is not set or names no colour.
*/
export function backgroundOfEnvironment({
	COLORFGBG = '',
}: Readonly<Record<string, string | undefined>>): Background | undefined {
	const index = COLORFGBG.includes(';') ? COLORFGBG.split(';').at(-1) : undefined;
	if (index === undefined || !/^(?:\d|1[0-5])$/.test(index)) {
		return undefined;
	}

	return index === '7' || Number(index) > 8 ? 'light' : 'dark';
}
