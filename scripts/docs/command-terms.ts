/** A term and its meaning, for the manual page and `docs/command-line.md`. */
export type Term = readonly [term: string, meaning: string];

export const exitStatuses: readonly Term[] = [
	['0', 'Success; with --check: ok.'],
	['1', 'Something failed; with --check: a warning.'],
	['2', 'A flag, a variable or the configuration is wrong; with --check: critical.'],
	['3', 'With --check: unknown.'],
];

/** The variables that belong to no setting. */
export const otherVariables: readonly Term[] = [
	['MON_TUI_CONFIG', 'The configuration file, as with --config.'],
	['COLUMNS, LINES', 'The size of a terminal that does not report its size.'],
	['TZ', 'The time zone, as for date.'],
	['NO_COLOR, FORCE_COLOR, COLORTERM, TERM', 'The number of colours.'],
	['LC_ALL, LC_CTYPE, LANG', 'Whether the terminal shows Unicode.'],
	['HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'The proxy for webhooks, databases over HTTP, and --connect.'],
	['INK_SCREEN_READER', 'With true: a plain line every five seconds instead of a screen.'],
];

export const files: readonly Term[] = [
	[
		'$XDG_CONFIG_HOME/mon-tui/config.json, ~/.config/mon-tui/config.json',
		'The configuration: JSON with comments. The name may also be config.jsonc.',
	],
	['$XDG_STATE_HOME/mon-tui/, ~/.local/state/mon-tui/', 'The state of alerts, and notifications that wait.'],
];

export const signals: readonly Term[] = [
	[
		'SIGTERM, SIGINT, SIGQUIT',
		'Shuts down: restores the terminal, closes files, closes the connections of clients with code 1001.',
	],
	[
		'SIGHUP',
		'Reads the configuration, secrets and the certificate again, and opens a new log file. Shuts down if the terminal was closed.',
	],
	['SIGCONT', 'Takes the terminal again after SIGSTOP: sets its modes and redraws the screen.'],
	['SIGUSR1', 'Records the latest measurement at once, with --export.'],
];

export const examples: readonly Term[] = [
	['mon-tui', 'The full screen.'],
	["mon-tui --once --format '{memory.percentage}%'", 'One number, for a script or a status bar.'],
	["mon-tui --check --alert 'load.load1>8'", 'A line and an exit status, for a monitoring plugin.'],
	['mon-tui --serve --headless', 'A service.'],
	['mon-tui --export /var/log/mon-tui', 'A record per minute, with mean, minimum and maximum.'],
	['mon-tui --replay /var/log/mon-tui', 'The screen of a recording.'],
];
