import {fieldsOf, itemsOf, numberOf, textOf} from './fields.js';
import {shown} from './shown.js';

/**
Reads one kind of value where nothing is known yet: JSON of a file, a message, an argument. What is no such value is a
`Mismatch`, returned and not thrown: in a message of a peer, that is nothing unusual.

These are the words for all values from outside. `fields.ts` reads messages with them, in which what is odd costs its own
field and no other. The settings in `config/model` are the same readers, with the place in the file, the unit, the default,
the flag and the schema that a setting has beside its value.
*/
export type Reader<Value> = {
	/** Completes "must be". */
	readonly allowed: string;
	read(value: unknown): Value | Mismatch;
};

/** A reader for every field: one that is added to the type is missed here by the compiler. */
export type Readers<Whole> = {readonly [Key in keyof Whole]-?: Reader<Whole[Key]>};

/** What a reader returns. */
export type ReadBy<Kind> = Kind extends Reader<infer Value> ? Value : never;

/** What is wrong with a value. */
export class Mismatch {
	constructor(
		readonly allowed: string,
		readonly found: unknown,
		/** From the value that was read to the one that is wrong: `.series[3].path`. */
		readonly path = '',
	) {}

	within(key: string): Mismatch {
		return new Mismatch(this.allowed, this.found, key + this.path);
	}

	/** `history.points must be a whole number from 1 to 1000, not 0.5`. */
	of(name: string): string {
		const subject = `${name}${this.path}`.replace(/^\./, '');
		return this.found === undefined
			? `${subject} is missing; it must be ${this.allowed}`
			: `${subject} must be ${this.allowed}, not ${shown(this.found)}`;
	}
}

/** A kind of value is what `pick` returns of it; `undefined` where it is another. */
export function kind<Value>(allowed: string, pick: (value: unknown) => Value | undefined): Reader<Value> {
	return {allowed, read: value => pick(value) ?? new Mismatch(allowed, value)};
}

export const text = kind('a string', textOf);
export const number = kind('a number', numberOf);
export const flag = kind('true or false', value => (typeof value === 'boolean' ? value : undefined));
const anyList = kind('a list', itemsOf);
const anyObject = kind('an object', fieldsOf);

/** Only such values of `reader` for which `isAllowed` holds. */
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

export function choice<const Value>(values: readonly Value[]): Reader<Value> {
	return kind(`one of ${values.map(value => JSON.stringify(value)).join(', ')}`, value =>
		values.find(one => one === value),
	);
}

/** What is not there is `undefined`. */
export function optional<Value>(reader: Reader<Value>): Reader<Value | undefined> {
	return {allowed: reader.allowed, read: value => (value === undefined ? undefined : reader.read(value))};
}

export function list<Value>(item: Reader<Value>, most = Number.POSITIVE_INFINITY): Reader<readonly Value[]> {
	return {
		allowed: anyList.allowed,
		read(value) {
			const found = anyList.read(value);
			if (found instanceof Mismatch) {
				return found;
			}

			if (found.length > most) {
				return new Mismatch(`at most ${most}`, found.length, '.length');
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

/** A list in which no item is twice. */
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

/** An object with these fields. Others are left out. */
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

/** `undefined` for what is no such value. */
export function accepted<Value>(reader: Reader<Value>, value: unknown): Value | undefined {
	const found = reader.read(value);
	return found instanceof Mismatch ? undefined : found;
}

/** `undefined` for text that is no JSON. */
export function parsedJson(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
