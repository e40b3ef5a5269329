import {suggestion} from '../nearest.js';
import {choice, section, text} from './field.js';
import {quoted} from './given.js';
import {list, mapOfObjects} from './list.js';
import {inspectAll, UsageError} from './usage-error.js';

const group = 'Screen';

/** What the screen may leave out. */
export const hide = list(
	choice(
		[
			'cpu',
			'memory',
			'disks',
			'network',
			'gpu',
			'processes',
			'statistics',
			'alerts',
			'limits',
			'pressure',
			'temperatures',
		],
		{help: 'a panel'},
	),
	{help: 'panel that the screen leaves out', group, default: [], flag: 'hide', placeholder: 'PANEL'},
);

/** Those that come with the program. */
const builtInThemes = ['default', 'light', 'high-contrast', 'colour-blind', 'mono'] as const;

export const theme = text({
	help: `colours of the screen: ${builtInThemes.join(', ')}, or one of your own`,
	group,
	default: 'default',
	flag: 'theme',
	placeholder: 'NAME',
});

const appearance = (help: string) =>
	text({
		help,
		pattern: /^(?:#[\da-fA-F]{6}|none)(?: (?:bold|dim|inverse))*$/,
		allowed: '"#rrggbb" or "none", and after it any of "bold", "dim" and "inverse"',
	});

/** Themes of the user's own, by name. */
export const themes = mapOfObjects(
	section({
		base: choice(builtInThemes, {help: 'the theme that it changes', default: 'default'}),
		text: appearance('plain text'),
		muted: appearance('what is less important'),
		border: appearance('frames'),
		borderFocused: appearance('the frame of the focused panel'),
		title: appearance('titles of panels'),
		value: appearance('figures'),
		key: appearance('keys in the footer and the help'),
		accent: appearance('what stands out'),
		track: appearance('the empty part of bars'),
		level0: appearance('bars and graphs, almost idle'),
		level1: appearance('bars and graphs, a little used'),
		level2: appearance('bars and graphs, half used'),
		level3: appearance('bars and graphs, much used'),
		level4: appearance('bars and graphs, full'),
		memory: appearance('memory'),
		receive: appearance('what is received or read'),
		send: appearance('what is sent or written'),
		good: appearance('what is well'),
		warning: appearance('warnings'),
		critical: appearance('critical alerts'),
		badge: appearance('signs such as PAUSED'),
		selected: appearance('the selected line'),
	}),
	{help: 'themes of your own, by name'},
);

/**
Throws a UsageError for a theme that nobody knows, and for those that would hide a theme of the program's; `subjectOf` tells
where they stand.
*/
export function checkThemes(
	{theme: chosen, themes: own}: {readonly theme: string; readonly themes: Readonly<Record<string, unknown>>},
	subjectOf: (path: string) => string,
): void {
	const builtIn: readonly string[] = builtInThemes;
	const known = [...builtIn, ...Object.keys(own)];
	const taken = Object.keys(own).filter(name => builtIn.includes(name));
	inspectAll(
		...taken.map(name => () => {
			throw new UsageError(`${subjectOf(`themes.${name}`)}: the program has a theme of that name; give yours another`);
		}),
		() => {
			if (!known.includes(chosen)) {
				const hint = suggestion(chosen, known) || `; there are ${known.join(', ')}`;
				throw new UsageError(`${subjectOf('theme')}: there is no theme ${quoted(chosen)}${hint}`);
			}
		},
	);
}
