import {fieldsOf, itemsOf, numberOf, textOf} from './fields.js';
import {shown} from './shown.js';

/**
A reader of one type of external value: JSON of a file, a message, an argument. An invalid value is returned as a
`Mismatch` and not thrown, because it is not unusual in the message of a peer.

All external values are read with these readers. `fields.ts` uses them for messages, in which an invalid value affects
only its own field. The settings in `config/model` use them with the position in the file, unit, default, flag and
schema of a setting.
*/
export type Reader<Value> = {
	/** Completes "must be". */
	readonly allowed: string;
	read(value: unknown): Value | Mismatch;
};

/** Readers of all fields of a type, which the compiler requires to be complete. */
export type Readers<Whole> = {readonly [Key in keyof Whole]-?: Reader<Whole[Key]>};

/** The type of the values of a reader. */
export type ReadBy<Kind> = Kind extends Reader<infer Value> ? Value : never;

/** An invalid value: what is allowed, what was found, and where. */
export class Mismatch {
	constructor(
		readonly allowed: string,
		readonly found: unknown,
		/** Path from the read value to the invalid one: `.series[3].path`. */
		readonly path = '',
	) {}

	within(key: string): Mismatch {
		return new Mismatch(this.allowed, this.found, key + this.path);
	}

	/** Returns a message: `history.points must be a whole number from 1 to 1000, not 0.5`. */
	of(name: string): string {
		const subject = `${name}${this.path}`.replace(/^\./, '');
		return this.found === undefined
			? `${subject} is missing; it must be ${this.allowed}`
			: `${subject} must be ${this.allowed}, not ${shown(this.found)}`;
	}
}

/** Returns a reader of the values for which `pick` does not return `undefined`. */
export function kind<Value>(allowed: string, pick: (value: unknown) => Value | undefined): Reader<Value> {
	return {allowed, read: value => pick(value) ?? new Mismatch(allowed, value)};
}

export const text = kind('a string', textOf);
export const number = kind('a number', numberOf);
export const flag = kind('true or false', value => (typeof value === 'boolean' ? value : undefined));
const anyList = kind('a list', itemsOf);
const anyObject = kind('an object', fieldsOf);

/** Returns a reader of those values of `reader` for which `isAllowed` returns true. */
export function where<Value>(
	reader: Reader<Value>,
	isAllowed: (value: Value) => boolean,
	allowed: string,
): Reader<Value> {
	return {
		allowed,
		read(value) {
			const found = reader.read(value);
			return found instanceof Mismatch || !isAllowed(found) ? new Mismatch(allowed, value) : found;
		},
	};
}

export const numberFrom = (min: number, max: number): Reader<number> =>
	where(number, value => value >= min && value <= max, `a number from ${min} to ${max}`);

export const integerFrom = (min: number, max: number): Reader<number> =>
	where(
		number,
		value => Number.isInteger(value) && value >= min && value <= max,
		`a whole number from ${min} to ${max}`,
	);

export const textOfAtMost = (characters: number): Reader<string> =>
	where(text, ({length}) => length <= characters, `a string of at most ${characters} characters`);

/** Returns a reader of one of several values. */
export function choice<const Value>(values: readonly Value[]): Reader<Value> {
	return kind(`one of ${values.map(value => JSON.stringify(value)).join(', ')}`, value =>
		values.find(one => one === value),
	);
}

/** Returns a reader that accepts a missing value as `undefined`. */
export function optional<Value>(reader: Reader<Value>): Reader<Value | undefined> {
	return {allowed: reader.allowed, read: value => (value === undefined ? undefined : reader.read(value))};
}

/** Returns a reader of lists of at most `max` items. */
export function list<Value>(item: Reader<Value>, max = Number.POSITIVE_INFINITY): Reader<readonly Value[]> {
	return {
		allowed: anyList.allowed,
		read(value) {
			const found = anyList.read(value);
			if (found instanceof Mismatch) {
				return found;
			}

			if (found.length > max) {
				return new Mismatch(`at most ${max}`, found.length, '.length');
			}

			const items: Value[] = [];
			for (const [index, one] of found.entries()) {
				const read = item.read(one);
				if (read instanceof Mismatch) {
					return read.within(`[${index}]`);
				}

				items.push(read);
			}

			return items;
		},
	};
}

/** Returns a reader of lists without duplicates. */
export function distinct<Value>(items: Reader<readonly Value[]>): Reader<readonly Value[]> {
	return {
		allowed: items.allowed,
		read(value) {
			const found = items.read(value);
			const again = found instanceof Mismatch ? -1 : found.findIndex((item, index) => found.indexOf(item) < index);
			return found instanceof Mismatch || again === -1
				? found
				: new Mismatch('different from those before it', found[again], `[${again}]`);
		},
	};
}

/** Returns a reader of objects with these fields. Other fields are ignored. */
export function object<Whole>(readers: Readers<Whole>): Reader<Whole> {
	const entries = Object.entries<Reader<unknown>>(readers);
	return {
		allowed: anyObject.allowed,
		read(value) {
			const fields = anyObject.read(value);
			if (fields instanceof Mismatch) {
				return fields;
			}

			const whole: Record<string, unknown> = {};
			for (const [key, reader] of entries) {
				const found = reader.read(Object.hasOwn(fields, key) ? fields[key] : undefined);
				if (found instanceof Mismatch) {
					return found.within(`.${key}`);
				}

				if (found !== undefined) {
					whole[key] = found;
				}
			}

			// Each field was read by the reader of its name.
			return whole as Whole;
		},
	};
}

/** Returns a valid value, otherwise `undefined`. */
export function accepted<Value>(reader: Reader<Value>, value: unknown): Value | undefined {
	const found = reader.read(value);
	return found instanceof Mismatch ? undefined : found;
}

/** Parses JSON. Returns `undefined` for invalid JSON. */
export function parsedJson(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
