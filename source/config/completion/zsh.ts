import type {ShownFlag} from '../help/shown-flags.js';
import {type Values, valuesOf} from './values.js';

/** Returns the completion script for zsh. `firstWords` may only come first. */
export function zshCompletion(flags: readonly ShownFlag[], firstWords: readonly string[]): string {
	return `#compdef mon-tui
# Completion of the flags of mon-tui for zsh. To install it permanently, in a directory of $fpath:
#   mon-tui --completion zsh > ~/.zfunc/_mon-tui
_mon-tui() {
	local -a names first
	names=(${firstWords.join(' ')})
	if (( CURRENT == 2 )); then
		first=("1::command:($names)")
	elif (( $names[(Ie)$words[2]] )); then
		# What follows is completed as without the command.
		shift words
		(( CURRENT-- ))
	fi

	_arguments -s -S $first \\
${flags.map(flag => `\t\t${specification(flag)}`).join(' \\\n')}
}

if [[ $funcstack[1] == _mon-tui ]]; then
	_mon-tui "$@"
else
	compdef _mon-tui mon-tui
fi
`;
}

/** Returns a line for \`_arguments\`: \`'(-i --interval)'{-i,--interval=}'[time between measurements]:TIME: '\`. */
function specification(flag: ShownFlag): string {
	const {long, short, placeholder, help, isRepeatable} = flag;
	const equals = placeholder === undefined ? '' : '=';
	const rest = `[${escaped(help)}]${actionOf(placeholder, valuesOf(flag))}`;
	if (short === undefined) {
		return quoted(`${isRepeatable ? '*' : ''}${long}${equals}${rest}`);
	}

	return `${quoted(`(-${short} ${long})`)}{-${short}${placeholder === undefined ? '' : '+'},${long}${equals}}${quoted(rest)}`;
}

function actionOf(placeholder = '', values: Values): string {
	switch (values.kind) {
		case 'choices':
			return `:${placeholder}:(${values.choices.join(' ')})`;
		case 'files':
			return `:${placeholder}:_files`;
		case 'directories':
			return `:${placeholder}:_files -/`;
		case 'text':
			return `:${placeholder}: `;
		case 'none':
			return '';
	}
}

/** Escapes text inside the brackets of a description. */
function escaped(text: string): string {
	return text.replaceAll(/[\\[\]:]/g, '\\$&');
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
