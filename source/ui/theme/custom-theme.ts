import {colorOf256, nearestOf16} from './nearest-color.js';
import {type Role, roles} from './role.js';
import {type RoleStyle, type Theme, type ThemeName, themes} from './themes.js';

/** A custom theme: styles of some roles, and a base theme for the others. */
export type CustomTheme = {readonly base: ThemeName} & {readonly [name in Role]?: string | undefined};

export function customTheme(custom: CustomTheme): Theme {
	const given = roles.flatMap(role => {
		const text = custom[role];
		return text === undefined ? [] : [[role, roleStyleOf(text)] as const];
	});
	return {...themes[custom.base], ...Object.fromEntries(given)};
}

/** Parses a role style: `#ff5c7a bold`, `203`, `bright-red inverse`, `none dim`. */
function roleStyleOf(text: string): RoleStyle {
	const [color = 'none', ...styles] = text.split(' ');
	return {
		...colorsOf(color),
		isBold: styles.includes('bold'),
		isDim: styles.includes('dim'),
		isInverse: styles.includes('inverse'),
	};
}

function colorsOf(color: string): Pick<RoleStyle, 'color' | 'index' | 'basic'> {
	if (color === 'none') {
		return {};
	}

	if (color.startsWith('#')) {
		return {color, basic: nearestOf16(color)};
	}

	const index = indexOf(color);
	return {index, basic: index < 16 ? index : nearestOf16(colorOf256(index))};
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Returns the index of a palette colour, given by its number or name. */
function indexOf(color: string): number {
	const name = color.replace(/^bright-/, '');
	return names.includes(name) ? names.indexOf(name) + (name === color ? 0 : 8) : Number(color);
}
