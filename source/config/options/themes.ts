import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import {choice, section, text} from '../model/field.js';
import {refusal} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {mapOfObjects} from '../model/list.js';
import {UsageError} from '../model/usage-error.js';

/** Those that come with the program. */
export const builtInThemes = ['default', 'light', 'high-contrast', 'colour-blind', 'mono'] as const;

/** The terminal's own sixteen, in their order. */
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const color = `#[\\da-fA-F]{6}|\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5]|(?:bright-)?(?:${names.join('|')})|none`;
const pattern = new RegExp(`^(?:${color})(?: (?:bold|dim|inverse))*$`);

const allowed =
	'"#rrggbb", a number from 0 to 255, a name such as "red" or "bright-blue", or "none", and after it any of "bold", "dim" and "inverse"';

/** How one role is drawn: a colour, and how else it stands out. */
function appearance(help: string) {
	return leaf<string, '', undefined>(
		{help},
		{
			unit: '',
			allowed,
			schema: {
				anyOf: [
					{type: 'string', pattern: pattern.source},
					{type: 'integer', minimum: 0, maximum: 255},
				],
			},
			read(value) {
				const wish = value.kind === 'scalar' ? String(value.value) : '';
				if (!pattern.test(wish)) {
					throw refusal(value, allowed);
				}

				return wish;
			},
		},
	);
}

export const themeSection = section({
	base: choice(builtInThemes, {help: 'the theme whose colours hold where this one has none', default: 'default'}),
	text: appearance('plain text'),
	muted: appearance('what matters less'),
	border: appearance('frames'),
	borderFocused: appearance('the frame of the focused panel'),
	title: appearance('titles of panels'),
	value: appearance('the figures that matter most'),
	key: appearance('keys in the footer and the help'),
	accent: appearance('what stands out'),
	track: appearance('the empty part of bars'),
	level0: appearance('bars and graphs, nearly idle'),
	level1: appearance('bars and graphs, little used'),
	level2: appearance('bars and graphs, half used'),
	level3: appearance('bars and graphs, much used'),
	level4: appearance('bars and graphs, full'),
	memory: appearance('memory'),
	receive: appearance('what is received'),
	send: appearance('what is sent'),
	good: appearance('what is well'),
	warning: appearance('warnings'),
	critical: appearance('critical alerts'),
	badge: appearance('signs such as PAUSED'),
	selected: appearance('the selected line'),
});

/** Themes of the user's own, by name. */
export const themes = mapOfObjects(themeSection, {
	help: 'themes of your own, by name',
	checkKey({key, subject}) {
		if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u.test(key)) {
			throw new UsageError(`${subject()} must be called by up to 32 letters, digits, dots, dashes and underscores`);
		}

		if (isBuiltIn(key)) {
			throw new UsageError(`${subject()} is the name of a theme of the program's own; give yours another`);
		}
	},
});

export const theme = text({
	help: `colours of the screen: ${builtInThemes.join(', ')} or one of your own`,
	group: 'Screen',
	default: 'default',
	flag: 'theme',
	placeholder: 'NAME',
});

/** Throws a UsageError that begins with `subject` for a theme that is neither the program's nor among `own`. */
export function checkTheme(subject: () => string, name: string, own: readonly string[]): void {
	if (!isBuiltIn(name) && !own.includes(name)) {
		const known = [...new Set([...builtInThemes, ...own])];
		const hint = suggestion(name, known) || `; there are ${known.join(', ')}`;
		throw new UsageError(`${subject()}: there is no theme ${quoted(name)}${hint}`);
	}
}

function isBuiltIn(name: string): boolean {
	return builtInThemes.some(builtIn => builtIn === name);
}
