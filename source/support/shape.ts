/** Whether something from outside, such as JSON of a file, is what it should be. */
export type Check = (value: unknown) => boolean;

/** A check for every field: one that is added to the type is missed here by the compiler. */
export type Shape<Whole> = {readonly [Key in keyof Whole]-?: Check};

export const text: Check = value => typeof value === 'string';
export const amount: Check = value => typeof value === 'number' && Number.isFinite(value);
export const truth: Check = value => typeof value === 'boolean';

export function oneOf(...values: readonly string[]): Check {
	return value => values.some(one => one === value);
}

export function optional(check: Check): Check {
	return value => value === undefined || check(value);
}

export function listOf(check: Check, most = Number.POSITIVE_INFINITY): Check {
	return value => Array.isArray(value) && value.length <= most && value.every(check);
}

export function shaped<Whole>(shape: Shape<Whole>): Check {
	return value =>
		typeof value === 'object' &&
		value !== null &&
		Object.entries<Check>(shape).every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]));
}
