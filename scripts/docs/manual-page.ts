import {definition} from '../../source/config/definition.js';
import {type ShownFlag, shownFlags} from '../../source/config/help/shown-flags.js';
import {leavesOf} from '../../source/config/model/section.js';
import {variableName} from '../../source/config/sources/environment.js';

/** `man/mon-tui.1`, in the macros of man(7). */
export function manualPage(version: string): string {
	const flags = shownFlags();
	const groups = [...new Set(flags.map(({group}) => group))];
	return [
		String.raw`.\" Written by npm run docs.`,
		`.TH MON-TUI 1 "" "mon-tui ${version}" "User Commands"`,
		...section('NAME', text('mon-tui - system monitor for the terminal that also serves, alerts and records')),
		...section('SYNOPSIS', String.raw`.B mon\-tui`, '.RI [ flags ]'),
		...section(
			'DESCRIPTION',
			text(`Shows what the machine is doing: processor, memory, disks, network, processes, graphics cards, temperatures,
pressure and the limits of containers. The same measurements can be served over WebSocket and HTTP, judged by alert rules whose
findings are delivered, and recorded.`),
			'.PP',
			text('On a terminal it fills the screen; the key'),
			`.B ?`,
			text('shows every key and'),
			'.B q',
			text('quits. On a pipe it prints a line at every interval.'),
		),
		'.SH OPTIONS',
		text('TIME is a number of seconds, or a text such as 500ms, 30s, 5m or 1h.'),
		...groups.flatMap(group => [`.SS ${text(group)}`, ...flags.filter(flag => flag.group === group).flatMap(entry)]),
		...section('EXIT STATUS', ...terms(exitStatuses)),
		...section(
			'ENVIRONMENT',
			text('Every key of the configuration that is a single value, or a list of them, is a variable, too:'),
			...leavesOf(definition)
				.filter(({leaf}) => leaf.fromText !== undefined)
				.flatMap(({path, leaf}) => [
					'.TP',
					[variableName(path), ...(leaf.variable === undefined ? [] : [leaf.variable])]
						.map(name => `.B ${name}`)
						.join('\n.TQ\n'),
					text(`${path}: ${leaf.help}`),
				]),
			...terms(otherVariables),
		),
		...section('FILES', ...terms(files)),
		...section('SIGNALS', ...terms(signals)),
		...section('EXAMPLES', ...terms(examples)),
		'',
	].join('\n');
}

const exitStatuses: readonly Term[] = [
	['0', 'All went well; with --check, all is well.'],
	['1', 'Something failed; with --check, a warning.'],
	['2', 'A flag, a variable or the configuration is wrong; with --check, something is critical.'],
	['3', 'With --check: not known, whatever went wrong.'],
];

const otherVariables: readonly Term[] = [
	['MON_TUI_CONFIG', 'The configuration file, as with --config.'],
	['COLUMNS, LINES', 'The size of a terminal that does not know its own.'],
	['TZ', 'The time zone, as for date.'],
	['NO_COLOR, FORCE_COLOR, COLORTERM, TERM', 'how many colours the terminal has'],
	['LC_ALL, LC_CTYPE, LANG', 'whether it shows Unicode'],
	['HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'the proxy for webhooks, databases over HTTP, and --connect'],
	['INK_SCREEN_READER', 'true: a plain line every five seconds instead of a screen'],
];

const files: readonly Term[] = [
	[
		'$XDG_CONFIG_HOME/mon-tui/config.json, ~/.config/mon-tui/config.json',
		'The configuration: JSON with comments. The name may also be config.jsonc.',
	],
	['$XDG_STATE_HOME/mon-tui/, ~/.local/state/mon-tui/', 'What is known of alerts, and which are not delivered yet.'],
];

const signals: readonly Term[] = [
	['SIGTERM, SIGINT, SIGQUIT', 'End in order: the terminal is given back, files are closed, clients are told.'],
	[
		'SIGHUP',
		'Reads the configuration and the certificate anew, and goes on in a new log file. Ends in order when the terminal is gone.',
	],
	['SIGCONT', 'Takes the terminal again after SIGSTOP: sets its modes and draws the screen again.'],
	['SIGUSR1', 'Records the latest measurement at once, where --export is given.'],
];

const examples: readonly Term[] = [
	['mon-tui', 'The full screen.'],
	["mon-tui --once --format '{memory.percentage}%'", 'One number, for a script or a status bar.'],
	["mon-tui --check --alert 'load.load1>8'", 'A line and an exit status, for a monitoring plugin.'],
	['mon-tui --serve --headless', 'A service.'],
	['mon-tui --export /var/log/mon-tui', 'Records each minute: means, the lowest and the highest values.'],
	['mon-tui --replay /var/log/mon-tui', 'Shows what was recorded.'],
];

type Term = readonly [term: string, meaning: string];

function section(title: string, ...lines: readonly string[]): readonly string[] {
	return [`.SH ${title}`, ...lines];
}

function terms(all: readonly Term[]): readonly string[] {
	return all.flatMap(([term, meaning]) => ['.TP', `.B ${text(term)}`, text(meaning)]);
}

function entry({long, short, placeholder, help, choices, isRepeatable, defaultText}: ShownFlag): readonly string[] {
	const names = [...(short === undefined ? [] : [`-${short}`]), long].map(name => `\\fB${text(name)}\\fR`).join(', ');
	const notes = [
		...(choices ? [`One of ${choices.join(', ')}.`] : []),
		...(isRepeatable ? ['May be given several times.'] : []),
		...(defaultText === undefined ? [] : [`By default ${defaultText}.`]),
	];
	return [
		'.TP',
		placeholder === undefined ? names : `${names} \\fI${text(placeholder)}\\fR`,
		text([`${help.charAt(0).toUpperCase()}${help.slice(1)}.`, ...notes].join(' ')),
	];
}

/** Text as roff wants it: a dash that can be copied, a backslash, no line that begins like a request. */
function text(plain: string): string {
	return wrapped(plain.replaceAll('\n', ' '))
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('…', '...')
		.replaceAll(/[`^~]/g, sign => ({'`': '\\(ga', '^': '\\(ha', '~': '\\(ti'})[sign] ?? sign)
		.replaceAll(/^[.']/gm, '\\&$&');
}

function wrapped(plain: string): string {
	return plain.replaceAll(/(?=.{73})(.{1,72}) /g, '$1\n');
}
