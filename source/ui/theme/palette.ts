import type {ColorDepth} from './color-depth.js';
import {channels, nearestOf256} from './nearest-color.js';
import {type Role, roles} from './role.js';
import type {RoleStyle, Theme} from './themes.js';

/** An SGR sequence (ECMA-48 8.3.117), and the sequence that resets it. */
export type Rendition = {readonly open: string; readonly close: string};

/** Renditions per role. */
export type Palette = Readonly<Record<Role, readonly Rendition[]>>;

const bold: Rendition = {open: '\u{1B}[1m', close: '\u{1B}[22m'};
const dim: Rendition = {open: '\u{1B}[2m', close: '\u{1B}[22m'};
const inverse: Rendition = {open: '\u{1B}[7m', close: '\u{1B}[27m'};
const closeForeground = '\u{1B}[39m';

/** Styles without colour of roles that would otherwise look like plain text. */
const withoutColor: Readonly<Partial<Record<Role, readonly Rendition[]>>> = {
	selected: [inverse],
	badge: [inverse],
	borderFocused: [bold],
	level4: [bold],
};

/**
Creates the palette of a theme. Without colour, as `NO_COLOR` requires, bold and inverse remain, which are not colours; the
selection, badges and the focused frame always have one of them.
*/
export function createPalette(theme: Theme, depth: ColorDepth): Palette {
	return Object.fromEntries(
		roles.map(role => {
			const own = renditions(theme[role], depth);
			return [role, own.length === 0 ? (withoutColor[role] ?? []) : own];
		}),
	) as Palette;
}

/** Returns whether a palette shows by colour how high a number is. */
export function hasLevelColors({level0, level4}: Palette): boolean {
	const colorOf = (own: readonly Rendition[]): string | undefined =>
		own.find(({close}) => close === closeForeground)?.open;
	return colorOf(level0) !== colorOf(level4);
}

function renditions(style: RoleStyle, depth: ColorDepth): readonly Rendition[] {
	const {isBold, isDim, isInverse} = style;
	const open = foreground(style, depth);
	return [
		...(open === undefined ? [] : [{open, close: closeForeground}]),
		...(isBold ? [bold] : []),
		// Some terminals draw it as a colour.
		...(isDim && depth !== 'none' ? [dim] : []),
		...(isInverse ? [inverse] : []),
	];
}

function foreground({color, index, basic}: RoleStyle, depth: ColorDepth): string | undefined {
	switch (depth) {
		case 'none':
			return undefined;
		case '16':
			return basic === undefined ? undefined : `\u{1B}[${basic < 8 ? 30 + basic : 82 + basic}m`;
		case '256':
		case 'truecolor':
			if (index !== undefined) {
				return `\u{1B}[38;5;${index}m`;
			}

			if (color === undefined) {
				return undefined;
			}

			return depth === '256' ? `\u{1B}[38;5;${nearestOf256(color)}m` : `\u{1B}[38;2;${channels(color).join(';')}m`;
		default:
			return depth satisfies never;
	}
}
