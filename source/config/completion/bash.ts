import type {ShownFlag} from '../help/shown-flags.js';
import {type Values, valuesOf} from './values.js';

/** Returns the completion script for bash 4 and newer. No word in it needs quotes. `firstWords` may only come first. */
export function bashCompletion(flags: readonly ShownFlag[], firstWords: readonly string[]): string {
	return `# Completion of the flags of mon-tui for bash. To install it permanently:
#   mon-tui --completion bash > ~/.local/share/bash-completion/completions/mon-tui
_mon_tui() {
	local word=\${COMP_WORDS[COMP_CWORD]} flag=\${COMP_WORDS[COMP_CWORD - 1]}
	# bash splits --view=auto into three words.
	if [[ $word == '=' ]]; then
		word=
	elif [[ $flag == '=' ]]; then
		flag=\${COMP_WORDS[COMP_CWORD - 2]}
	fi

	case $flag in
${casesOf(flags).join('\n')}
	esac

	local words='${flags.flatMap(spellings).join(' ')}'
	if ((COMP_CWORD == 1)); then
		words+=' ${firstWords.join(' ')}'
	fi

	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _mon_tui mon-tui
`;
}

/** Flags whose values are completed in the same way share a case. */
function casesOf(flags: readonly ShownFlag[]): readonly string[] {
	const byCommand = new Map<string, readonly string[]>();
	for (const flag of flags) {
		const command = commandOf(valuesOf(flag));
		if (command !== undefined) {
			byCommand.set(command, [...(byCommand.get(command) ?? []), ...spellings(flag)]);
		}
	}

	return [...byCommand].map(([command, names]) => `\t${names.join(' | ')})\n\t\t${command}\n\t\treturn ;;`);
}

function commandOf(values: Values): string | undefined {
	switch (values.kind) {
		case 'choices':
			return `mapfile -t COMPREPLY < <(compgen -W '${values.choices.join(' ')}' -- "$word")`;
		case 'files':
			return `compopt -o filenames\n\t\tmapfile -t COMPREPLY < <(compgen -f -- "$word")`;
		case 'directories':
			return `compopt -o filenames\n\t\tmapfile -t COMPREPLY < <(compgen -d -- "$word")`;
		case 'text':
			return 'COMPREPLY=()';
		case 'none':
			return undefined;
	}
}

function spellings({long, short}: ShownFlag): readonly string[] {
	return short === undefined ? [long] : [long, `-${short}`];
}
