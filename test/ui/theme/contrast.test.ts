import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {channels, colorOf256, nearestOf256} from '../../../source/ui/theme/nearest-color.js';
import type {Role} from '../../../source/ui/theme/role.js';
import {type RoleStyle, type ThemeName, themes} from '../../../source/ui/theme/themes.js';

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = channels(color).map(channel => {
		const share = channel / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

/** A theme with colours. */
type ColouredTheme = Exclude<ThemeName, 'mono'>;

/** The backgrounds of common dark terminals, and of light ones. */
const dark = ['#000000', '#1e1e1e'];
const backgrounds: Readonly<Record<ColouredTheme, readonly string[]>> = {
	default: dark,
	light: ['#ffffff'],
	'high-contrast': dark,
	'colour-blind': dark,
};

const minForText = 4.5;
/** For lines and graphics that are needed to understand the content. */
const minForGraphics = 3;

/** Roles that are no text. The empty part of a bar only needs contrast to the full part. */
const minimumOf = (role: Role): number => (role === 'track' ? 1 : role === 'border' ? minForGraphics : minForText);

/** Roles of the full part of bars. */
const ofBars: readonly Role[] = [
	...(['level0', 'level1', 'level2', 'level3', 'level4'] as const),
	...(['memory', 'receive', 'send', 'good', 'warning', 'critical'] as const),
];

const depths: Readonly<Record<string, (color: string) => string>> = {
	'true colour': color => color,
	'256 colours': color => colorOf256(nearestOf256(color)),
};

function rolesOf(name: ThemeName): readonly (readonly [Role, RoleStyle])[] {
	return Object.entries(themes[name]) as (readonly [Role, RoleStyle])[];
}

for (const name of Object.keys(backgrounds) as ColouredTheme[]) {
	for (const [depth, shown] of Object.entries(depths)) {
		test(`${name} with ${depth}: each role is legible on its background`, () => {
			for (const background of backgrounds[name]) {
				for (const [role, {color}] of rolesOf(name)) {
					if (color !== undefined) {
						const ratio = contrast(shown(color), background);
						assert.ok(ratio >= minimumOf(role), `${role} on ${background}: ${ratio.toFixed(2)}`);
					}
				}
			}
		});

		test(`${name} with ${depth}: the full part of a bar stands out from the empty one`, () => {
			const {track} = themes[name];
			for (const role of ofBars) {
				const {color} = themes[name][role];
				if (color !== undefined && track.color !== undefined) {
					const ratio = contrast(shown(color), shown(track.color));
					assert.ok(ratio >= minForGraphics, `${role}: ${ratio.toFixed(2)}`);
				}
			}
		});
	}
}

suite('with 16 colours', () => {
	/** The 16 colours of some terminals, and their background. */
	const terminals = {
		'Linux console':
			'000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff',
		xterm:
			'000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
		'VS Code':
			'000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
	};
	const lightTerminals = {
		xterm: terminals.xterm,
		'VS Code':
			'000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
		'Solarized Light':
			'073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3',
	};

	for (const name of Object.keys(backgrounds) as ColouredTheme[]) {
		test(`${name}: each role is legible in common terminals`, () => {
			const isLight = name === 'light';
			for (const [terminal, palette] of Object.entries(isLight ? lightTerminals : terminals)) {
				const colors = palette.split(' ').map(color => `#${color}`);
				for (const [role, {basic}] of rolesOf(name)) {
					if (basic !== undefined && role !== 'track') {
						const ratio = contrast(colors[basic] ?? assert.fail(), isLight ? '#ffffff' : '#000000');
						assert.ok(ratio >= minForGraphics, `${role} in ${terminal}: ${ratio.toFixed(2)}`);
					}
				}
			}
		});
	}
});
