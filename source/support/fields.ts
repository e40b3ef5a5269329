import * as reader from './reader.js';
import {accepted, type Fields, fieldsOf, type Reader} from './reader.js';

export {type Fields, fieldsOf};

/**
Reads a field of a message by its key. What is of another type than requested counts as missing, so that what is odd costs
its own field and no other; `required` is for what nothing can stand for.
*/
type Read<Value> = (fields: Fields, key: string) => Value;

function optional<Value>(kind: Reader<Value>): Read<Value | undefined> {
	return (fields, key) => accepted(kind, fields[key]);
}

/** Throws an error that names the field when there is no value. */
export function required<Value>(value: Value | undefined, key: string): Value {
	if (value === undefined) {
		throw new Error(`the message does not tell ${key}`);
	}

	return value;
}

function compulsory<Value>(read: Read<Value | undefined>): Read<Value> {
	return (fields, key) => required(read(fields, key), key);
}

/** No path, name or sentence is longer than the longest path that Linux takes; what is more is cut off. */
const longestText = 4096;

export const optionalNumber = optional(reader.number);
export const optionalObject = optional(reader.anyObject);
export const optionalItems = optional(reader.anyList);
export const optionalText: Read<string | undefined> = (fields, key) =>
	accepted(reader.text, fields[key])?.slice(0, longestText);

/** Epoch milliseconds of an RFC 3339 text. */
export const optionalTime: Read<number | undefined> = (fields, key) => {
	const ms = Date.parse(optionalText(fields, key) ?? '');
	return Number.isNaN(ms) ? undefined : ms;
};

/** Epoch milliseconds, as a date can hold them (ECMA-262, "Time Values and Time Range"). */
export const optionalEpoch = optional(reader.numberFrom(-8.64e15, 8.64e15));

/** Items that are no objects are left out. */
export const optionalList: Read<readonly Fields[] | undefined> = (fields, key) =>
	optionalItems(fields, key)
		?.map(fieldsOf)
		.filter(item => item !== undefined);

/** One of `choices`. */
export function optionalChoice<const Choice extends string>(
	fields: Fields,
	key: string,
	choices: readonly Choice[],
): Choice | undefined {
	return choices.find(choice => choice === fields[key]);
}

export const flag: Read<boolean> = (fields, key) => fields[key] === true;
export const number = compulsory(optionalNumber);
export const text = compulsory(optionalText);
export const epoch = compulsory(optionalEpoch);
export const time = compulsory(optionalTime);
