/** A term and its meaning, for the manual page and `docs/command-line.md`. */
export type Term = readonly [term: string, meaning: string];

export const exitStatuses: readonly Term[] = [
	['0', 'Success; with --check, OK; with --diagnose, nothing is wrong.'],
	[
		'1',
		'Failure; with --check, WARNING; with --diagnose, the worst finding is a warning; with --doctor, a check failed.',
	],
	[
		'2',
		'Invalid flag, variable or configuration file; with --check, CRITICAL; with --diagnose, a finding is critical.',
	],
	['3', 'With --check: UNKNOWN, including all errors; with --diagnose, all errors.'],
];

/** The variables that belong to no setting. */
export const otherVariables: readonly Term[] = [
	['MON_TUI_CONFIG', 'Path of the configuration file, as with --config.'],
	['COLUMNS, LINES', 'Size of the terminal, if the terminal does not report it.'],
	['TZ', 'Time zone, as for date(1).'],
	['NO_COLOR, FORCE_COLOR, COLORTERM, TERM', 'Colour support of the terminal.'],
	['LC_ALL, LC_CTYPE, LANG', 'Locale, which determines whether the terminal supports Unicode.'],
	['HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'Proxy for webhooks, databases over HTTP, and --connect.'],
	['NODE_DISABLE_COMPILE_CACHE', 'If set, no compiled code is kept in files or read from them; each start is slower.'],
	['INK_SCREEN_READER', 'If true, mon-tui prints one line every five seconds instead of drawing a screen.'],
];

export const files: readonly Term[] = [
	[
		'$XDG_CONFIG_HOME/mon-tui/config.json, ~/.config/mon-tui/config.json',
		'Configuration file: JSON with comments. The name config.jsonc is also accepted.',
	],
	['$XDG_STATE_HOME/mon-tui/, ~/.local/state/mon-tui/', 'State of alerts, and undelivered notifications.'],
	[
		'$XDG_CACHE_HOME/mon-tui/, ~/.cache/mon-tui/',
		'Compiled code of the program, for a quicker start: at most six files of some megabytes, which can be deleted at any time.',
	],
];

export const signals: readonly Term[] = [
	['SIGTERM, SIGINT, SIGQUIT', 'Shuts down: restores the terminal, closes files and disconnects clients.'],
	[
		'SIGHUP',
		'Reloads the configuration and the certificate, and reopens the log file. Shuts down if the terminal was closed.',
	],
	['SIGCONT', 'After SIGSTOP, sets the modes of the terminal and redraws the screen.'],
	['SIGUSR1', 'With --export, records the latest measurement immediately.'],
];

export const examples: readonly Term[] = [
	['mon-tui', 'Show the screen.'],
	["mon-tui --once --format '{memory.percentage}%'", 'Print one number, for a script or a status bar.'],
	["mon-tui --check --alert 'load.load1>8'", 'Run as a monitoring plugin: print one line and exit with a status.'],
	['mon-tui --diagnose', 'Print what is wrong with this machine, and who causes it.'],
	[
		"mon-tui --replay /var/log/mon-tui --diagnose --at 'yesterday 03:10'",
		'Print what was wrong at a moment of a recording.',
	],
	['mon-tui doctor', 'Print what can be measured on this machine, what cannot, and why.'],
	['mon-tui --serve --headless', 'Run as a service.'],
	['mon-tui --export /var/log/mon-tui', 'Record the mean, minimum and maximum of each minute.'],
	['mon-tui --replay /var/log/mon-tui', 'Play back a recording.'],
];
