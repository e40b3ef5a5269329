import {helpText} from '../../source/config/help/help-text.js';
import {examples, exitStatuses, files, otherVariables, signals, type Term} from './command-terms.js';
import {table} from './table.js';

/** Returns `docs/command-line.md`. */
export function commandLine(version: string): string {
	return `# Command line

\`mon-tui --help\` prints this text. [Configuration](configuration.md) lists the same settings with their keys and
environment variables.

\`\`\`
$ mon-tui --help
${helpText(version)}
\`\`\`

All mistakes in flags, variables and the file are reported at once, each in a line with the place, the value that was found
and what is allowed. Then nothing starts, and the exit code is 2.

## Examples

${terms('command', examples)}

## Exit status

${terms('status', exitStatuses)}

## Signals

${terms('signal', signals)}

## Environment

Every setting that is a single value, or a list of them, has a variable such as \`MON_TUI_METRICS_GPU_ENABLED\`: see
[Configuration](configuration.md). Other variables:

${terms('variable', otherVariables)}

## Files

${terms('file', files)}
`;
}

function terms(head: string, all: readonly Term[]): string {
	const rows = all.map(([term, meaning]) => [
		code(term, head),
		meaning.replaceAll(/--[a-z-]+/g, flag => `\`${flag}\``),
	]);
	return table([head, 'meaning'], rows);
}

/** A command may hold commas; the names of a list are marked one by one. */
function code(term: string, head: string): string {
	return head === 'command'
		? `\`${term}\``
		: term
				.split(', ')
				.map(name => `\`${name}\``)
				.join(' ');
}
