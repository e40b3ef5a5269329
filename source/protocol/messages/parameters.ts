import {RequestError} from './error-code.js';

/** An object that came from outside: nothing is known of its fields, and it is never spread. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The object's own field, so that what every object inherits is not taken for input. */
export function own(fields: Parameters, key: string): unknown {
	return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** `undefined` when it is not there. `name` stands in the error. */
export function aNumber(fields: Parameters, key: string, name: string, min: number, max: number): number | undefined {
	const value = own(fields, key);
	if (value === undefined) {
		return undefined;
	}

	if (typeof value !== 'number' || !(value >= min && value <= max)) {
		throw new RequestError('INVALID_PARAMS', `${name} must be a number from ${min} to ${max}`);
	}

	return value;
}

export function anInteger(fields: Parameters, key: string, name: string, min: number, max: number): number | undefined {
	const value = own(fields, key);
	if (value === undefined) {
		return undefined;
	}

	if (!Number.isInteger(value) || typeof value !== 'number' || value < min || value > max) {
		throw new RequestError('INVALID_PARAMS', `${name} must be a whole number from ${min} to ${max}`);
	}

	return value;
}

export function aText(fields: Parameters, key: string, name: string, longest: number): string | undefined {
	const value = own(fields, key);
	if (value === undefined) {
		return undefined;
	}

	if (typeof value !== 'string' || value.length > longest) {
		throw new RequestError('INVALID_PARAMS', `${name} must be a string of at most ${longest} characters`);
	}

	return value;
}

export function texts(fields: Parameters, key: string, name: string, most: number): readonly string[] | undefined {
	const value = own(fields, key);
	if (value === undefined) {
		return undefined;
	}

	if (!Array.isArray(value) || value.length > most || !value.every(item => typeof item === 'string')) {
		throw new RequestError('INVALID_PARAMS', `${name} must be a list of at most ${most} strings`);
	}

	if (new Set(value).size < value.length) {
		throw new RequestError('INVALID_PARAMS', `${name} must not name anything twice`);
	}

	return value;
}

export function oneOf<const Choice extends string>(
	fields: Parameters,
	key: string,
	choices: readonly Choice[],
): Choice | undefined {
	const value = own(fields, key);
	if (value === undefined) {
		return undefined;
	}

	const chosen = choices.find(choice => choice === value);
	if (chosen === undefined) {
		throw new RequestError('INVALID_PARAMS', `${key} must be one of ${choices.join(', ')}`);
	}

	return chosen;
}
