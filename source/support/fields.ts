/** Returns a string, otherwise `undefined`. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** Returns a finite number, otherwise `undefined`. */
export function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Returns an array, otherwise `undefined`. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
	return Array.isArray(value) ? value : undefined;
}

/** An object with string keys and unknown values. */
export type Fields = {readonly [key: string]: unknown};

/** Returns an object that is not an array, otherwise `undefined`. */
export function fieldsOf(value: unknown): Fields | undefined {
	// An object that is not an array has only string keys; their values stay unknown.
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/**
A function that reads a field of a message. A value of another type counts as missing, so that an invalid value affects
only its own field; `required` is for fields without a substitute.
*/
type Read<Value> = (fields: Fields, key: string) => Value;

/** Maximum length of a text, which is the maximum length of a path in Linux. Longer texts are truncated. */
export const maxText = 4096;

export const optionalNumber: Read<number | undefined> = (fields, key) => numberOf(fields[key]);
export const optionalText: Read<string | undefined> = (fields, key) => textOf(fields[key])?.slice(0, maxText);
export const optionalObject: Read<Fields | undefined> = (fields, key) => fieldsOf(fields[key]);
export const optionalItems: Read<readonly unknown[] | undefined> = (fields, key) => itemsOf(fields[key]);

/** Reads a list of objects. Other items are skipped. */
export const optionalList: Read<readonly Fields[] | undefined> = (fields, key) =>
	optionalItems(fields, key)
		?.map(fieldsOf)
		.filter(item => item !== undefined);

/** Reads an RFC 3339 timestamp and returns epoch milliseconds. */
export const optionalTime: Read<number | undefined> = (fields, key) => {
	const ms = Date.parse(optionalText(fields, key) ?? '');
	return Number.isNaN(ms) ? undefined : ms;
};

/** Reads epoch milliseconds within the range of a date (ECMA-262, "Time Values and Time Range"). */
export const optionalEpoch: Read<number | undefined> = (fields, key) => {
	const ms = optionalNumber(fields, key);
	return ms !== undefined && Math.abs(ms) <= 8.64e15 ? ms : undefined;
};

/** Returns a function that reads one of `choices`. */
export function optionalChoice<const Choice extends string>(
	fields: Fields,
	key: string,
	choices: readonly Choice[],
): Choice | undefined {
	return choices.find(choice => choice === fields[key]);
}

export const flag: Read<boolean> = (fields, key) => fields[key] === true;

/** Returns the value. Throws an error that names the field when it is missing. */
export function required<Value>(value: Value | undefined, key: string): Value {
	if (value === undefined) {
		throw new Error(`the message has no ${key}`);
	}

	return value;
}

export const number: Read<number> = (fields, key) => required(optionalNumber(fields, key), key);
export const text: Read<string> = (fields, key) => required(optionalText(fields, key), key);
export const epoch: Read<number> = (fields, key) => required(optionalEpoch(fields, key), key);
export const time: Read<number> = (fields, key) => required(optionalTime(fields, key), key);
