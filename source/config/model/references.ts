import type {Given} from './given.js';
import {UsageError} from './usage-error.js';

/** `${NAME}`; two dollars make it a plain text. */
const reference = /\$(\$?)\{([A-Za-z_]\w*)\}/g;

/** Whether it depends on variables what this text is. */
export function hasReference(text: string): boolean {
	return text.search(reference) !== -1;
}

/**
The text of a value in which `${NAME}` is replaced by the variable of that name, where it was given by a file. What is only
a part of the text is passed through `encode`: within a URL a password needs it, a whole URL must not have it.
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
