import {wrapWords} from '../../support/wrap-words.js';
import {type ShownFlag, shownFlags} from './shown-flags.js';

const width = 80;

type HelpLine = {readonly group: string; readonly flag: string; readonly help: string};

/** Returns what `--help` prints. `docs/command-line.md` repeats it. */
export function helpText(version: string): string {
	const lines = shownFlags().map(lineOf);
	const column = Math.max(...lines.map(({flag}) => flag.length)) + 2;
	const groups = [...new Set(lines.map(({group}) => group))];
	return [
		`mon-tui ${version}: a system monitor for the terminal`,
		'Usage: mon-tui [flags]\n       mon-tui doctor [flags]',
		...groups.map(group => {
			const members = lines.filter(line => line.group === group);
			return [group, ...members.map(line => render(line, column))].join('\n');
		}),
		'TIME is a number of seconds, or a duration such as 500ms, 30s, 5m or 1h.',
		`Flags override environment variables, which override the configuration file,
$XDG_CONFIG_HOME/mon-tui/config.json or ~/.config/mon-tui/config.json. --config
and MON_TUI_CONFIG name another file. The file is JSON with comments;
--print-config prints every key. The variable for metrics.gpu.enabled is
MON_TUI_METRICS_GPU_ENABLED. In variables, commas separate the items of a list,
and semicolons separate alert rules.`,
	].join('\n\n');
}

function lineOf({group, long, short, placeholder, help, choices, isRepeatable, defaultText}: ShownFlag): HelpLine {
	return {
		group,
		flag: spelling(placeholder === undefined ? long : `${long} ${placeholder}`, short),
		help: [
			help,
			choices && `: ${choices.join(', ')}`,
			isRepeatable && ' (repeatable)',
			defaultText !== undefined && ` (default ${defaultText})`,
		]
			.filter(part => typeof part === 'string')
			.join(''),
	};
}

function spelling(long: string, short: string | undefined): string {
	return short === undefined ? `      ${long}` : `  -${short}, ${long}`;
}

function render({flag, help}: HelpLine, column: number): string {
	return flag.padEnd(column) + wrapWords(help, width - column).join(`\n${' '.repeat(column)}`);
}
