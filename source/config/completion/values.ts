import type {ShownFlag} from '../help/shown-flags.js';

/** What a shell can offer for the value of a flag. */
export type Values =
	| {readonly kind: 'choices'; readonly choices: readonly string[]}
	/** `text`: what nobody can guess. `none`: the flag stands alone. */
	| {readonly kind: 'files' | 'directories' | 'text' | 'none'};

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
