import type {Role} from './role.js';

/** Style of a role. Without a colour, the default foreground of the terminal is used. */
export type RoleStyle = {
	/** Colour as `#rrggbb`. */
	readonly color?: string;
	/** Palette colour, 0–255, as configured in the terminal; replaces `color`. */
	readonly index?: number;
	/** Basic colour, 0–15, for terminals with 16 colours. */
	readonly basic?: number;
	readonly isBold?: boolean;
	readonly isDim?: boolean;
	readonly isInverse?: boolean;
};

export type Theme = Readonly<Record<Role, RoleStyle>>;

/**
For dark backgrounds. With 16 colours it has none of black, blue and bright black, which are hard to read or even invisible
in common terminals.
*/
const dark: Theme = {
	text: {},
	muted: {color: '#94a2b8', basic: 6},
	border: {color: '#6c7086', basic: 6},
	borderFocused: {color: '#7aa2f7', basic: 15, isBold: true},
	title: {color: '#c9d7f2', basic: 15, isBold: true},
	value: {color: '#e6edf7', basic: 15, isBold: true},
	key: {color: '#7aa2f7', basic: 14, isBold: true},
	accent: {color: '#7dcfff', basic: 14},
	track: {color: '#38445a', basic: 8},
	level0: {color: '#5fd7a7', basic: 2},
	level1: {color: '#9ece6a', basic: 2},
	level2: {color: '#e0c568', basic: 3},
	level3: {color: '#f2995b', basic: 11},
	level4: {color: '#f7617f', basic: 9},
	memory: {color: '#b48ef2', basic: 13},
	receive: {color: '#63c7f0', basic: 14},
	send: {color: '#e39af0', basic: 13},
	good: {color: '#5fd7a7', basic: 10},
	warning: {color: '#ffc857', basic: 11, isBold: true},
	critical: {color: '#ff5c7a', basic: 9, isBold: true},
	badge: {color: '#ffc857', basic: 11, isInverse: true},
	selected: {isInverse: true},
};

/**
For light backgrounds. With 16 colours it has only the dark ones: green, yellow and cyan are hard to read on white in
common terminals.
*/
const light: Theme = {
	...dark,
	muted: {color: '#5d6978', basic: 8},
	border: {color: '#7d8694', basic: 8},
	borderFocused: {color: '#1f5fd0', basic: 4, isBold: true},
	title: {color: '#1b2433', basic: 0, isBold: true},
	value: {color: '#0f1725', basic: 0, isBold: true},
	key: {color: '#1f5fd0', basic: 4, isBold: true},
	accent: {color: '#00718f', basic: 4},
	track: {color: '#ccd4de', basic: 7},
	level0: {color: '#0f7028', basic: 4},
	level1: {color: '#4b6b10', basic: 4},
	level2: {color: '#8a6a00', basic: 5},
	level3: {color: '#b3530f', basic: 1},
	level4: {color: '#c0182c', basic: 1},
	memory: {color: '#6a3fc0', basic: 5},
	receive: {color: '#0a6a9c', basic: 4},
	send: {color: '#9a2fa8', basic: 5},
	good: {color: '#0f7028', basic: 4},
	warning: {color: '#8f5f00', basic: 5, isBold: true},
	critical: {color: '#c0182c', basic: 1, isBold: true},
	badge: {color: '#8f5f00', basic: 5, isInverse: true},
};

/** Strong colours only, nothing dim. */
const highContrast: Theme = {
	...dark,
	muted: {color: '#d0d0d0', basic: 7},
	border: {color: '#ffffff', basic: 15},
	borderFocused: {color: '#ffff00', basic: 11, isBold: true},
	title: {color: '#ffffff', basic: 15, isBold: true},
	value: {color: '#ffffff', basic: 15, isBold: true},
	key: {color: '#00ffff', basic: 14, isBold: true},
	accent: {color: '#00ffff', basic: 14},
	track: {color: '#404040', basic: 8},
	level0: {color: '#00ff00', basic: 10},
	level1: {color: '#00ff00', basic: 10},
	level2: {color: '#ffff00', basic: 11},
	level3: {color: '#ffff00', basic: 11},
	level4: {color: '#ff5050', basic: 9},
	memory: {color: '#ff80ff', basic: 13},
	receive: {color: '#00ffff', basic: 14},
	send: {color: '#ff80ff', basic: 13},
	good: {color: '#00ff00', basic: 10, isBold: true},
	warning: {color: '#ffff00', basic: 11, isBold: true},
	critical: {color: '#ff5050', basic: 9, isBold: true},
	badge: {color: '#ffff00', basic: 11, isInverse: true},
};

/**
Based on the palette of Okabe and Ito, which is distinct with any common colour vision: blue to orange instead of green to
red.
*/
const colourBlind: Theme = {
	...dark,
	level0: {color: '#56b4e9', basic: 6},
	level1: {color: '#56b4e9', basic: 6},
	level2: {color: '#f0e442', basic: 3},
	level3: {color: '#e69f00', basic: 11},
	level4: {color: '#ff7f32', basic: 15},
	memory: {color: '#cc79a7', basic: 13},
	receive: {color: '#56b4e9', basic: 14},
	send: {color: '#e69f00', basic: 11},
	good: {color: '#56b4e9', basic: 14},
	warning: {color: '#f0e442', basic: 11, isBold: true},
	critical: {color: '#ff7f32', basic: 15, isBold: true},
	badge: {color: '#f0e442', basic: 11, isInverse: true},
};

/** No colour, only bold and inverse. */
const mono: Theme = {
	...Object.fromEntries(Object.keys(dark).map(role => [role, {}])),
	title: {isBold: true},
	value: {isBold: true},
	key: {isBold: true},
	borderFocused: {isBold: true},
	warning: {isBold: true},
	critical: {isBold: true},
	badge: {isInverse: true},
	selected: {isInverse: true},
} as Theme;

/** Built-in themes by name. */
export const themes = {
	default: dark,
	light,
	'high-contrast': highContrast,
	'colour-blind': colourBlind,
	mono,
} as const satisfies Readonly<Record<string, Theme>>;

export type ThemeName = keyof typeof themes;
