import {commands} from './commands.js';
import {definition} from './definition.js';
import type {Leaf} from './leaf.js';
import {leavesOf} from './section.js';

const width = 80;

type Line = {readonly group: string; readonly flag: string; readonly help: string};

/** What `--help` prints. The README repeats it. */
export function helpText(version: string): string {
	const lines = [...leavesOf(definition), ...leavesOf(commands)].flatMap(({leaf}) => linesOf(leaf));
	const column = Math.max(...lines.map(({flag}) => flag.length)) + 2;
	const groups = [...new Set(lines.map(({group}) => group))];
	return [
		`mon-tui ${version}: a system monitor for the terminal`,
		'Usage: mon-tui [flags]',
		...groups.map(group => {
			const members = lines.filter(line => line.group === group);
			return [group, ...members.map(line => render(line, column))].join('\n');
		}),
		'TIME is a number of seconds, or a text such as 500ms, 30s, 5m or 1h.',
		`Flags win over the environment, the environment over the configuration file,
$XDG_CONFIG_HOME/mon-tui/config.json or ~/.config/mon-tui/config.json: JSON with
comments, every key of which --print-config shows. In the environment,
metrics.gpu.enabled is MON_TUI_METRICS_GPU_ENABLED and commas separate lists.`,
	].join('\n\n');
}

function linesOf({group, flag, switches, help, choices, defaultText}: Leaf<unknown, string>): readonly Line[] {
	const ofValue = flag && {
		group,
		flag: spelling(`--${flag.name} ${flag.placeholder}`, flag.short),
		help: [
			help,
			choices && `: ${choices.join(', ')}`,
			flag.isRepeatable && ' (repeatable)',
			defaultText !== undefined && ` (default ${defaultText})`,
		]
			.filter(part => typeof part === 'string')
			.join(''),
	};
	const ofSwitches = switches.flatMap(({name, isNegated, short, help: switchHelp}) =>
		switchHelp === undefined
			? []
			: [{group, flag: spelling(isNegated ? `--no-${name}` : `--${name}`, short), help: switchHelp}],
	);
	return ofValue ? [ofValue, ...ofSwitches] : ofSwitches;
}

function spelling(long: string, short: string | undefined): string {
	return short === undefined ? `      ${long}` : `  -${short}, ${long}`;
}

function render({flag, help}: Line, column: number): string {
	return flag.padEnd(column) + wrap(help, width - column).join(`\n${' '.repeat(column)}`);
}

function wrap(text: string, columns: number): readonly string[] {
	const rows: string[] = [];
	for (const word of text.split(' ')) {
		const row = rows.at(-1);
		if (row !== undefined && row.length + 1 + word.length <= columns) {
			rows[rows.length - 1] = `${row} ${word}`;
		} else {
			rows.push(word);
		}
	}

	return rows;
}
