import {integer, section, text, toggle} from '../config/model/field.js';
import {type Given, keyPath, refusal} from '../config/model/given.js';
import {type Field, type Leaf, leaf, type Section} from '../config/model/leaf.js';
import {readItem} from '../config/model/list.js';
import {readEach, UsageError} from '../config/model/usage-error.js';
import {isPlainObject} from '../support/shown.js';

/**
The checks of the options of a function. A missing check is a compile error. Options are checked by the fields of
`config/model`; if the configuration has the same setting, by its field.
*/
export type Checks<Options> = {readonly [Name in keyof Options & string]-?: Field};

/**
Returns a function that checks the options of a function with the validators of the configuration. It throws a RangeError if
a single number is out of range, otherwise a TypeError that lists all invalid options with the allowed and the found value.
*/
export function checkOf<Options>(what: string, checks: Checks<Options>): (options: Options | undefined) => void {
	const whole: Section = section(checks);
	return options => {
		const raw: unknown = options === undefined ? {} : options;
		const given: unknown = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? {...raw} : raw;
		run(what, () => readItem(whole, givenOf(given, '')));
	};
}

/** Checks one argument. Throws a TypeError or RangeError if it is invalid. */
export function checkArgument(what: string, name: string, check: Leaf<unknown, string>, value: unknown): void {
	run(what, () => check.read(givenOf(value, name)));
}

/** The name of the whole options object in errors. */
const wholeName = 'the options';

function run(what: string, check: () => unknown): void {
	try {
		check();
	} catch (error) {
		if (!(error instanceof UsageError)) {
			throw error;
		}

		const message = `${what}: ${error.mistakes.map(mistake => mistake.replace(`${wholeName}.`, '')).join('; ')}`;
		throw error instanceof OutOfRange ? new RangeError(message) : new TypeError(message);
	}
}

class OutOfRange extends UsageError {}

/** Converts a value to the form that the validators accept. */
function givenOf(raw: unknown, name: string): Given {
	const common = {argument: {raw}, subject: (): string => name || wholeName};
	if (Array.isArray(raw)) {
		return {...common, kind: 'list', items: raw.map((item, index) => givenOf(item, `${name}[${index}]`))};
	}

	if (isPlainObject(raw)) {
		const members = Object.entries(raw).flatMap(([key, member]) => {
			const path = keyPath(name, key);
			return member === undefined ? [] : [{key, subject: () => path, value: givenOf(member, path)}];
		});
		return {...common, kind: 'object', members};
	}

	return {...common, kind: 'scalar', value: raw};
}

/** Returns a check for a whole number from `min` to `max`. */
export function whole(min: number, max: number): Leaf<number | undefined> {
	const base = integer({help: '', min, max});
	return {
		...base,
		read(value) {
			try {
				return base.read(value);
			} catch (error) {
				const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
				throw error instanceof UsageError && isNumber ? new OutOfRange(error.mistakes) : error;
			}
		},
	};
}

/** Returns a check for milliseconds, up to the maximum of a timer. */
export const milliseconds = (min = 0): Leaf<number | undefined> => whole(min, 2 ** 31 - 1);

export const anyText = text({help: ''});
export const anyToggle = toggle({help: '', default: false});

/** A check for a function. */
export const callback = instance(value => typeof value === 'function', 'a function');

/** A check for an object whose fields are checked elsewhere. */
export const someObject = instance(value => typeof value === 'object' && value !== null, 'an object');

export const abortSignal = instance(value => value instanceof AbortSignal, 'an AbortSignal');

/** Returns a check for a value that satisfies `isValid`. */
export function instance(isValid: (value: unknown) => boolean, allowed: string): Leaf<unknown> {
	return only(allowed, value => {
		if (!isValid(value.argument?.raw)) {
			throw refusal(value, allowed);
		}
	});
}

/** Returns a check for a list. Unlike the configuration, it does not accept a single value instead. */
export function listOf(item: Leaf<unknown, string>, minItems = 0): Leaf<unknown> {
	const allowed = minItems > 0 ? `a list of at least ${minItems}` : 'a list';
	return only(allowed, value => {
		if (value.kind !== 'list' || value.items.length < minItems) {
			throw refusal(value, allowed);
		}

		return readEach(value.items, one => item.read(one));
	});
}

/** Returns a check for values that the configuration does not have. */
function only(allowed: string, read: (value: Given) => unknown): Leaf<unknown> {
	return leaf<unknown, '', undefined>({help: ''}, {unit: '', allowed, schema: {}, read});
}
