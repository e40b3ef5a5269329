import {suggestion} from '../../support/nearest.js';
import {quoted} from '../../support/shown.js';
import {choice, section, text} from '../model/field.js';
import {refusal} from '../model/given.js';
import {leaf} from '../model/leaf.js';
import {mapOfObjects} from '../model/list.js';
import {UsageError} from '../model/usage-error.js';

/** The themes that come with mon-tui. */
export const builtInThemes = ['default', 'light', 'high-contrast', 'colour-blind', 'mono'] as const;

/** The theme that follows the background of the terminal: `default` or `light`. */
export const autoTheme = 'auto';

/** The names of the terminal's basic colours, in order. */
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const color = `#[\\da-fA-F]{6}|\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5]|(?:bright-)?(?:${names.join('|')})|none`;
const pattern = new RegExp(`^(?:${color})(?: (?:bold|dim|inverse))*$`);

const allowed =
	'"#rrggbb", a number from 0 to 255, a name such as "red" or "bright-blue", or "none", and after it any of "bold", "dim" and "inverse"';

/** The appearance of one role: a colour and text attributes. */
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
				const text = value.kind === 'scalar' ? String(value.value) : '';
				if (!pattern.test(text)) {
					throw refusal(value, allowed);
				}

				return text;
			},
		},
	);
}

export const themeSection = section({
	base: choice(builtInThemes, {help: 'theme that supplies the colours missing in this one', default: 'default'}),
	text: appearance('plain text'),
	muted: appearance('less important text'),
	border: appearance('frames'),
	borderFocused: appearance('frame of the focused panel'),
	title: appearance('titles of panels'),
	value: appearance('the most important values'),
	key: appearance('keys in the footer and the help'),
	accent: appearance('emphasised text'),
	track: appearance('empty part of bars'),
	level0: appearance('bars and graphs, nearly idle'),
	level1: appearance('bars and graphs, little used'),
	level2: appearance('bars and graphs, half used'),
	level3: appearance('bars and graphs, much used'),
	level4: appearance('bars and graphs, full'),
	memory: appearance('memory'),
	receive: appearance('received data'),
	send: appearance('sent data'),
	good: appearance('good values'),
	warning: appearance('warnings'),
	critical: appearance('critical alerts'),
	badge: appearance('badges such as PAUSED'),
	selected: appearance('the selected line'),
});

/** Custom themes, by name. */
export const themes = mapOfObjects(themeSection, {
	help: 'custom themes, by name',
	checkKey({key, subject}) {
		if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u.test(key)) {
			throw new UsageError(
				`${subject()}: a theme name must consist of up to 32 letters, digits, dots, dashes and underscores`,
			);
		}

		if (isBuiltIn(key)) {
			throw new UsageError(`${subject()} is the name of a built-in theme; a custom theme needs another name`);
		}
	},
});

export const theme = text({
	help: `colour theme: ${[autoTheme, ...builtInThemes].join(', ')} or a custom theme; ${autoTheme} chooses default or light by the background of the terminal`,
	group: 'Screen',
	default: autoTheme,
	flag: 'theme',
	placeholder: 'NAME',
});

/** Throws a UsageError that begins with `subject` for a theme that is neither built in nor in `custom`. */
export function checkTheme(subject: () => string, name: string, custom: readonly string[]): void {
	if (!isBuiltIn(name) && !custom.includes(name)) {
		const known = [...new Set([autoTheme, ...builtInThemes, ...custom])];
		const hint = suggestion(name, known) || `; available themes: ${known.join(', ')}`;
		throw new UsageError(`${subject()}: there is no theme ${quoted(name)}${hint}`);
	}
}

function isBuiltIn(name: string): boolean {
	return name === autoTheme || builtInThemes.some(builtIn => builtIn === name);
}
