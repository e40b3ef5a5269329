import type {ShownFlag} from '../help/shown-flags.js';

/** The values that a shell can offer for a flag. */
export type Values =
	| {readonly kind: 'choices'; readonly choices: readonly string[]}
	/** `text`: any text, so nothing is offered. `none`: the flag takes no value. */
	| {readonly kind: 'files' | 'directories' | 'text' | 'none'};

/** Returns the values that a shell can offer for a flag. */
export function valuesOf({placeholder, choices}: Pick<ShownFlag, 'placeholder' | 'choices'>): Values {
	if (choices) {
		return {kind: 'choices', choices};
	}

	switch (placeholder) {
		case undefined:
			return {kind: 'none'};
		case 'FILE':
		case 'FILE|DIR':
			return {kind: 'files'};
		case 'DIR':
		case 'PATH':
			return {kind: 'directories'};
		default:
			return {kind: 'text'};
	}
}
