import type {ShownFlag} from '../help/shown-flags.js';
import {type Values, valuesOf} from './values.js';

/** Returns the completion script for fish. `firstWords` may only come first. */
export function fishCompletion(flags: readonly ShownFlag[], firstWords: readonly string[]): string {
	return `# Completion of the flags of mon-tui for fish. To install it permanently:
#   mon-tui --completion fish > ~/.config/fish/completions/mon-tui.fish
complete -c mon-tui -f
complete -c mon-tui -n 'test (count (commandline -opc)) -eq 1' -a '${firstWords.join(' ')}'
${flags.map(lineOf).join('\n')}
`;
}

function lineOf(flag: ShownFlag): string {
	const {long, short, help} = flag;
	return [
		'complete -c mon-tui',
		...(short === undefined ? [] : [`-s ${short}`]),
		`-l ${long.slice(2)}`,
		...argumentsOf(valuesOf(flag)),
		`-d ${quoted(help)}`,
	].join(' ');
}

function argumentsOf(values: Values): readonly string[] {
	switch (values.kind) {
		case 'choices':
			return ['-x', `-a ${quoted(values.choices.join(' '))}`];
		case 'files':
			return ['-r', '-F'];
		case 'directories':
			return ['-x', `-a '(__fish_complete_directories)'`];
		case 'text':
			return ['-x'];
		case 'none':
			return [];
	}
}

function quoted(text: string): string {
	return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
