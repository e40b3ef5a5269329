import {maxText, numberOf, textOf} from '../support/fields.js';
import type {Codec, Field, Figure, Leaf} from './codec.js';
import {nullable, type Schema, withUnit} from './json-schema.js';
import type {Exported} from './prometheus-family.js';
import {repeatedTimestamp} from './timestamp.js';
import {allDecimals, type Unit, units} from './unit.js';

export type NumberOptions = {
	/** The name in alert messages. */
	readonly title?: string;
	/** The Prometheus family that contains the number. */
	readonly prometheus?: Exported;
	readonly figure?: Figure;
	readonly inHistory?: boolean;
	/** The decimals in a message. Default: those of the unit. */
	readonly decimals?: number;
};

type Required<Name extends string, Value, Wire> = Field<Name, Value, Wire, 'required'>;

/** Returns a function that creates number fields of a unit: `bytes('used', 'used memory')`. */
const numberIn =
	(unit: Unit, usual: NumberOptions = {}, keywords: Schema = {type: 'number'}) =>
	<Name extends string>(
		name: Name,
		description: string,
		options: NumberOptions = {},
	): Required<Name, number, number> => {
		const {suffix, decimals: usualDecimals, toBase} = units[unit];
		const {decimals = usualDecimals, ...rest} = {...usual, ...options};
		return {
			name,
			presence: 'required',
			schema: {...keywords, description: withUnit(description, suffix)},
			encode: decimals === allDecimals ? value => value : roundedTo(decimals),
			decode: measuredNumber,
			content: {kind: 'leaf', unit, description, toBase, ...rest},
		};
	};

/** Numbers beyond it are no measurement: sums and decimals of the largest ones would be infinite. */
const maxNumber = 1e100;

function measuredNumber(wire: unknown): number | undefined {
	const value = numberOf(wire);
	return value !== undefined && Math.abs(value) <= maxNumber ? value : undefined;
}

export function roundedTo(decimals: number): (value: number) => number {
	const factor = 10 ** decimals;
	return value => Math.round(value * factor) / factor;
}

const share: Schema = {type: 'number', minimum: 0};

/** Creates a field for a share of a whole. A record of an interval contains the mean. */
export const percent = numberIn('percent', {figure: 'mean'}, share);
/** Creates a field for CPU usage; 100 is one fully used core. */
export const corePercent = numberIn('corePercent', {figure: 'mean'}, share);
/** Creates a field for a size that rarely changes. A record of an interval contains the latest value. */
export const size = numberIn('bytes');
/** Creates a field for bytes in use. A record of an interval contains the mean. */
export const bytes = numberIn('bytes', {figure: 'whole mean'});
export const byteRate = numberIn('bytesPerSecond', {figure: 'mean'});
export const rate = numberIn('perSecond', {figure: 'mean'});
export const celsius = numberIn('celsius');
export const watts = numberIn('watts');
export const megahertz = numberIn('megahertz');
export const megabitsPerSecond = numberIn('megabitsPerSecond');
export const seconds = numberIn('seconds');
export const milliseconds = numberIn('milliseconds');
export const number = numberIn('number');
/** Creates a field for a count. */
export const count = numberIn('number', {}, {type: 'integer'});

/** Creates a field for a number that identifies something. */
export function identifier<Name extends string>(name: Name, description: string): Required<Name, number, number> {
	const {content: _, ...field} = count(name, description);
	return {...field, content: {kind: 'leaf', description}};
}

/** Creates a field for a text. */
export function text<Name extends string>(name: Name, description: string): Required<Name, string, string> {
	return {
		name,
		presence: 'required',
		schema: {type: 'string', description},
		encode: value => value,
		decode: wire => textOf(wire)?.slice(0, maxText),
		content: {kind: 'leaf', description},
	};
}

/**
Creates a field for one of several words. Other words are read as `otherwise`; without it, the field counts as missing.
*/
export function choice<Name extends string, const Choice extends string>(
	name: Name,
	description: string,
	choices: readonly Choice[],
	otherwise?: Choice,
): Required<Name, Choice, Choice> {
	return {
		name,
		presence: 'required',
		schema: otherwise === undefined ? {enum: choices, description} : {type: 'string', description},
		encode: value => value,
		decode: wire => choices.find(one => one === wire) ?? otherwise,
		content: {kind: 'leaf', description},
	};
}

/** Creates a boolean field. A missing value is read as `false`. */
export function flag<Name extends string>(
	name: Name,
	description: string,
	options: Pick<Leaf, 'prometheus'> = {},
): Required<Name, boolean, boolean> {
	return {
		name,
		presence: 'required',
		schema: {type: 'boolean', description},
		encode: value => value,
		decode: wire => wire === true,
		content: {kind: 'leaf', description, ...options},
	};
}

/** Creates a boolean field that may be unknown. */
export function knownFlag<Name extends string>(
	name: Name,
	description: string,
	options: Pick<Leaf, 'prometheus'> = {},
): Field<Name, boolean | undefined, boolean | null, 'nullable'> {
	return {
		...optional(flag(name, description, options)),
		decode: wire => (typeof wire === 'boolean' ? wire : undefined),
	};
}

/** Creates a field for a time: epoch milliseconds in a reading, RFC 3339 in a message, epoch seconds in Prometheus. */
export function time<Name extends string>(
	name: Name,
	description: string,
	options: Pick<Leaf, 'prometheus'> = {},
): Required<Name, number, string> {
	return {
		name,
		presence: 'required',
		schema: {type: 'string', description: `${description}: RFC 3339, UTC, written +00:00`, format: 'date-time'},
		encode: repeatedTimestamp,
		decode: wire => numberOf(Date.parse(textOf(wire) ?? '')),
		content: {kind: 'leaf', description, toBase: units.milliseconds.toBase, ...options},
	};
}

/** Gives a codec a name. */
export function field<Name extends string, Value, Wire>(
	name: Name,
	codec: Codec<Value, Wire>,
): Required<Name, Value, Wire> {
	return {...codec, name, presence: 'required'};
}

/** Makes a field optional: an unknown value is `null` in a message, never 0. */
export function optional<Name extends string, Value, Wire>(
	inner: Field<Name, Value, Wire, 'required'>,
): Field<Name, Value | undefined, Wire | null, 'nullable'> {
	return {...inner, ...nullableCodec(inner), presence: 'nullable'};
}

/** Makes a field that is omitted if it has no value. */
export function leftOut<Name extends string, Value, Wire>(
	inner: Field<Name, Value, Wire, 'required'>,
): Field<Name, Value | undefined, Wire | undefined, 'left out'> {
	const {encode, ...rest} = inner;
	return {...rest, presence: 'left out', encode: value => (value === undefined ? undefined : encode(value))};
}

export function nullableCodec<Value, Wire>(inner: Codec<Value, Wire>): Codec<Value | undefined, Wire | null> {
	const {encode} = inner;
	return {
		...inner,
		schema: nullable(inner.schema),
		encode: value => (value === undefined ? null : encode(value)),
	};
}

/** Makes a field that is read as `value` if it is missing. */
export function orElse<Name extends string, Value, Wire>(
	inner: Field<Name, Value, Wire, 'required'>,
	value: Value,
): Field<Name, Value, Wire, 'required'> {
	return {...inner, decode: wire => inner.decode(wire) ?? value};
}
