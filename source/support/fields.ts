/** An object of a message, of which nothing is known yet. What is of another type than asked for counts as missing. */
export type Fields = {readonly [key: string]: unknown};

export function fieldsOf(value: unknown): Fields | undefined {
	// An object that is no array has string keys alone; what they hold stays unknown.
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function optionalNumber(fields: Fields, key: string): number | undefined {
	const value = fields[key];
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** No path, name or sentence is longer than the longest path that Linux takes; what is more is cut off. */
const longestText = 4096;

export function optionalText(fields: Fields, key: string): string | undefined {
	const value = fields[key];
	return typeof value === 'string' ? value.slice(0, longestText) : undefined;
}

/** Epoch milliseconds of an RFC 3339 text. */
export function optionalTime(fields: Fields, key: string): number | undefined {
	const ms = Date.parse(optionalText(fields, key) ?? '');
	return Number.isNaN(ms) ? undefined : ms;
}

export function optionalObject(fields: Fields, key: string): Fields | undefined {
	return fieldsOf(fields[key]);
}

/** Items that are no objects are left out. */
export function optionalList(fields: Fields, key: string): readonly Fields[] | undefined {
	return optionalItems(fields, key)
		?.map(fieldsOf)
		.filter(item => item !== undefined);
}

export function optionalItems(fields: Fields, key: string): readonly unknown[] | undefined {
	const value = fields[key];
	return Array.isArray(value) ? value : undefined;
}

/** One of `choices`. */
export function optionalChoice<const Choice extends string>(
	fields: Fields,
	key: string,
	choices: readonly Choice[],
): Choice | undefined {
	return choices.find(choice => choice === fields[key]);
}

export function flag(fields: Fields, key: string): boolean {
	return fields[key] === true;
}

export function number(fields: Fields, key: string): number {
	return required(optionalNumber(fields, key), key);
}

export function text(fields: Fields, key: string): string {
	return required(optionalText(fields, key), key);
}

/** Epoch milliseconds, as a date can hold them (ECMA-262, "Time Values and Time Range"). */
export function optionalEpoch(fields: Fields, key: string): number | undefined {
	const ms = optionalNumber(fields, key);
	return ms !== undefined && Math.abs(ms) <= 8.64e15 ? ms : undefined;
}

export function epoch(fields: Fields, key: string): number {
	return required(optionalEpoch(fields, key), key);
}

export function time(fields: Fields, key: string): number {
	return required(optionalTime(fields, key), key);
}

/** Throws an error that names the field when there is no value. */
export function required<Value>(value: Value | undefined, key: string): Value {
	if (value === undefined) {
		throw new Error(`the message does not tell ${key}`);
	}

	return value;
}
