export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function itemsOf(value: unknown): readonly unknown[] | undefined {
	return Array.isArray(value) ? value : undefined;
}

/** An object with string keys and unknown values. */
export type Fields = {readonly [key: string]: unknown};

export function fieldsOf(value: unknown): Fields | undefined {
	// An object that is no array has string keys alone; what they hold stays unknown.
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/**
Reads a field of a message by its key. What is of another kind than requested counts as missing, so that what is odd costs
its own field and no other; `required` is for what nothing can stand for.
*/
type Read<Value> = (fields: Fields, key: string) => Value;

/** No path, name or sentence is longer than the longest path that Linux takes; what is more is cut off. */
export const longestText = 4096;

export const optionalNumber: Read<number | undefined> = (fields, key) => numberOf(fields[key]);
export const optionalText: Read<string | undefined> = (fields, key) => textOf(fields[key])?.slice(0, longestText);
export const optionalObject: Read<Fields | undefined> = (fields, key) => fieldsOf(fields[key]);
export const optionalItems: Read<readonly unknown[] | undefined> = (fields, key) => itemsOf(fields[key]);

/** Items that are no objects are left out. */
export const optionalList: Read<readonly Fields[] | undefined> = (fields, key) =>
	optionalItems(fields, key)
		?.map(fieldsOf)
		.filter(item => item !== undefined);

/** Epoch milliseconds of an RFC 3339 text. */
export const optionalTime: Read<number | undefined> = (fields, key) => {
	const ms = Date.parse(optionalText(fields, key) ?? '');
	return Number.isNaN(ms) ? undefined : ms;
};

/** Epoch milliseconds, as a date can hold them (ECMA-262, "Time Values and Time Range"). */
export const optionalEpoch: Read<number | undefined> = (fields, key) => {
	const ms = optionalNumber(fields, key);
	return ms !== undefined && Math.abs(ms) <= 8.64e15 ? ms : undefined;
};

/** One of `choices`. */
export function optionalChoice<const Choice extends string>(
	fields: Fields,
	key: string,
	choices: readonly Choice[],
): Choice | undefined {
	return choices.find(choice => choice === fields[key]);
}

export const flag: Read<boolean> = (fields, key) => fields[key] === true;

/** Throws an error that names the field when there is no value. */
export function required<Value>(value: Value | undefined, key: string): Value {
	if (value === undefined) {
		throw new Error(`the message does not tell ${key}`);
	}

	return value;
}

export const number: Read<number> = (fields, key) => required(optionalNumber(fields, key), key);
export const text: Read<string> = (fields, key) => required(optionalText(fields, key), key);
export const epoch: Read<number> = (fields, key) => required(optionalEpoch(fields, key), key);
export const time: Read<number> = (fields, key) => required(optionalTime(fields, key), key);
