import type {ColorDepth} from './color-depth.js';
import {type Role, roles} from './role.js';
import type {Appearance, Theme} from './themes.js';

/** A select-graphic-rendition sequence (ECMA-48 8.3.117) and the one that undoes it. */
export type Rendition = {readonly open: string; readonly close: string};

/** What is switched on for each role. */
export type Palette = Readonly<Record<Role, readonly Rendition[]>>;

const bold: Rendition = {open: '\u{1B}[1m', close: '\u{1B}[22m'};
const dim: Rendition = {open: '\u{1B}[2m', close: '\u{1B}[22m'};
const inverse: Rendition = {open: '\u{1B}[7m', close: '\u{1B}[27m'};
const closeForeground = '\u{1B}[39m';

/** Without colour nothing at all is emitted, as NO_COLOR users expect; the `mono` theme still has bold and inverse. */
export function createPalette(theme: Theme, depth: ColorDepth): Palette {
	return Object.fromEntries(
		roles.map(role => [role, depth === 'none' ? [] : renditions(theme[role], depth)]),
	) as Palette;
}

function renditions({color, basic, isBold, isDim, isInverse}: Appearance, depth: ColorDepth): readonly Rendition[] {
	const open = foreground(color, basic, depth);
	return [
		...(open === undefined ? [] : [{open, close: closeForeground}]),
		...(isBold ? [bold] : []),
		...(isDim ? [dim] : []),
		...(isInverse ? [inverse] : []),
	];
}

function foreground(color: string | undefined, basic: number | undefined, depth: ColorDepth): string | undefined {
	switch (depth) {
		case 'none':
			return undefined;
		case '16':
			return basic === undefined ? undefined : `\u{1B}[${basic < 8 ? 30 + basic : 82 + basic}m`;
		case '256':
			return color === undefined ? undefined : `\u{1B}[38;5;${nearestOf256(...channels(color))}m`;
		case 'truecolor':
			return color === undefined ? undefined : `\u{1B}[38;2;${channels(color).join(';')}m`;
		default:
			return depth satisfies never;
	}
}

function channels(color: string): [red: number, green: number, blue: number] {
	const value = Number.parseInt(color.slice(1), 16);
	return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

/** The steps of xterm's 6×6×6 colour cube (16–231) and of its grey ramp (232–255). */
const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

function nearestOf256(red: number, green: number, blue: number): number {
	const [r, g, b] = [red, green, blue].map(nearestStep) as [number, number, number];
	const cube = 16 + 36 * r + 6 * g + b;
	const greyIndex = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
	const grey = 8 + greyIndex * 10;
	const distance = (x: number, y: number, z: number): number => (x - red) ** 2 + (y - green) ** 2 + (z - blue) ** 2;
	const cubeDistance = distance(cubeSteps[r] ?? 0, cubeSteps[g] ?? 0, cubeSteps[b] ?? 0);
	return distance(grey, grey, grey) < cubeDistance ? 232 + greyIndex : cube;
}

function nearestStep(channel: number): number {
	let best = 0;
	for (const [index, step] of cubeSteps.entries()) {
		if (Math.abs(step - channel) < Math.abs((cubeSteps[best] ?? 0) - channel)) {
			best = index;
		}
	}

	return best;
}
