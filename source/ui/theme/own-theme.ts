import {nearestOf16} from './nearest-color.js';
import {type Role, roles} from './role.js';
import {type Appearance, type Theme, type ThemeName, themes} from './themes.js';

/** A theme of the user's own: how some roles look, and the theme that says it of the others. */
export type OwnTheme = {readonly base: ThemeName} & {readonly [name in Role]?: string | undefined};

/** `#rrggbb` or `none`, and any of `bold`, `dim` and `inverse`. */
function appearanceOf(text: string): Appearance {
	const [color = 'none', ...styles] = text.toLowerCase().split(' ');
	return {
		...(color !== 'none' && {color, basic: nearestOf16(color)}),
		isBold: styles.includes('bold'),
		isDim: styles.includes('dim'),
		isInverse: styles.includes('inverse'),
	};
}

export function ownTheme(own: OwnTheme): Theme {
	const given = roles.flatMap(role => {
		const text = own[role];
		return text === undefined ? [] : [[role, appearanceOf(text)] as const];
	});
	return {...themes[own.base], ...Object.fromEntries(given)};
}
