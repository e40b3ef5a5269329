import type {Given} from './given.js';
import {UsageError} from './usage-error.js';

/** `${NAME}`. With two dollars it is plain text. */
const reference = /\$(\$?)\{([A-Za-z_]\w*)\}/g;

/** Returns whether the text refers to a variable. */
export function hasReference(text: string): boolean {
	return text.search(reference) !== -1;
}

/**
Returns the text with `${NAME}` replaced by the variable of that name, if the value is from a file. A variable that is only
a part of the text is passed through `encode`: a password within a URL must be encoded, a whole URL must not be.
*/
export function resolved(value: Given, text: string, encode: (part: string) => string = part => part): string {
	const {variable} = value.secrets ?? {};
	if (!variable) {
		return text;
	}

	return text.replaceAll(reference, (whole, dollar: string, name: string) => {
		if (dollar !== '') {
			return whole.slice(1);
		}

		const found = variable(name);
		if (found === undefined) {
			throw new UsageError(`${value.subject()}: the variable ${name} is not set`);
		}

		return whole === text ? found : encode(found);
	});
}
