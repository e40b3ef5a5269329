import {resolve} from 'node:path';
import {type Given, type Json, placed, refusal} from './given.js';
import {type Fields, type Leaf, type LeafOptions, leaf, type Section} from './leaf.js';
import {hasReference, resolved} from './references.js';
import {UsageError} from './usage-error.js';

export function section<const Members extends Fields>(fields: Members): Section<Members> {
	return {kind: 'section', fields};
}

/** Makes a leaf without default compulsory in the objects of a `listOf`. */
export function required<Value, Unit extends string>(
	optional: Leaf<Value, Unit>,
): Leaf<Exclude<Value, undefined>, Unit> {
	return {...(optional as Leaf<Exclude<Value, undefined>, Unit>), isRequired: true};
}

type TextOptions<Default> = LeafOptions<Default> & {
	readonly pattern?: RegExp;
	/** Completes "must be", for a pattern. */
	readonly allowed?: string;
};

export function text<Default extends string | undefined = undefined>(options: TextOptions<Default>) {
	const {pattern = /./s, allowed = 'a string that is not empty'} = options;
	return leaf<string, '', Default>(options, {
		unit: '',
		allowed,
		schema: {type: 'string', pattern: pattern.source},
		read: value => readText(value, allowed, pattern),
	});
}

/** A file or directory. In the configuration file it counts from that file's folder, else from where the program starts. */
export function path<Default extends string | undefined = undefined>(options: LeafOptions<Default>) {
	// The system takes no path with a NUL in it.
	const base = text<Default>({placeholder: 'FILE', ...options, pattern: /^[^\0]+$/, allowed: 'a path'});
	return {
		...base,
		read(value: Given) {
			const file = base.read(value);
			// With a variable in it, it is known when the variable is.
			return file === undefined || (value.directory !== undefined && hasReference(file)) ? file : placed(value, file);
		},
		// What is printed may become a file in another folder.
		toJson: (file: string | Default) => (file === undefined || hasReference(file) ? base.toJson(file) : resolve(file)),
	};
}

/** What `--print-config` shows in place of a secret. */
const mask = '***';

export type SecretOptions = Omit<LeafOptions<undefined>, 'default' | 'short'> & {
	readonly pattern?: RegExp;
	/** Completes "must be", for a pattern. */
	readonly allowed?: string;
	/** How a variable is written that is a part of the secret. */
	readonly encode?: (part: string) => string;
};

/**
A password or token. Better without a flag: every user of the machine can read those. `${NAME}` in it, in the file, is the
variable of that name. Its section also has a `secretFile`.
*/
export function secret({pattern = /./s, encode, ...options}: SecretOptions) {
	const {allowed = `a string that is not empty, and not the mask "${mask}"`} = options;
	return leaf<string, '', undefined>(options, {
		unit: '',
		allowed,
		schema: {type: 'string', minLength: 1},
		read(value) {
			const isText = value.kind === 'scalar' && typeof value.value === 'string' && value.value !== mask;
			const text = isText ? resolved(value, String(value.value), encode) : '';
			if (pattern.test(text)) {
				return text;
			}

			// Without what was found: it may be a part of the secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
		toJson: () => mask,
	});
}

/** Where the secret beside it is instead: `passwordFile` beside `password`. */
export function secretFile(options: Omit<LeafOptions<undefined>, 'default' | 'short'>) {
	return path(options);
}

type ChoiceOptions<Value, Default> = LeafOptions<Default> & {
	/** Flags of their own for some of the values: `--compact` for `--view compact`. */
	readonly shorthands?: readonly {readonly flag: string; readonly short?: string; readonly value: Value}[];
};

export function choice<const Value extends string, const Default extends Value | undefined = undefined>(
	choices: readonly Value[],
	options: ChoiceOptions<Value, Default>,
) {
	const {flag: ownFlag, shorthands = []} = options;
	const allowed = `one of ${choices.map(name => `"${name}"`).join(', ')}`;
	return leaf<Value, '', Default>(options, {
		unit: '',
		placeholder: 'NAME',
		allowed,
		choices,
		schema: {enum: choices},
		switches: shorthands.map(({flag, short, value}) => ({
			name: flag,
			isNegated: false,
			short,
			value,
			help: `the same as --${ownFlag} ${value}`,
		})),
		read(value) {
			const chosen = value.kind === 'scalar' ? choices.find(name => name === value.value) : undefined;
			if (chosen === undefined) {
				throw refusal(value, allowed);
			}

			return chosen;
		},
	});
}

const truths: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['yes', true],
	['on', true],
	['1', true],
	['false', false],
	['no', false],
	['off', false],
	['0', false],
]);

type ToggleOptions = Omit<LeafOptions<boolean>, 'placeholder' | 'default'> & {readonly default: boolean};

/** On or off. `--name` and `--no-name` are both understood; `--help` shows the one that changes the default. */
export function toggle({flag, short, ...options}: ToggleOptions) {
	const {default: isOn, help} = options;
	const allowed = 'true or false';
	const name = {name: flag ?? '', short: undefined};
	return leaf<boolean, '', boolean>(options, {
		unit: '',
		allowed,
		defaultText: undefined,
		schema: {type: 'boolean'},
		switches:
			flag === undefined
				? []
				: [
						{...name, short, isNegated: false, value: true, help: isOn ? undefined : help},
						{...name, isNegated: true, value: false, help: isOn ? `do not ${help}` : undefined},
					],
		read(value) {
			if (value.kind !== 'scalar' || typeof value.value !== 'boolean') {
				throw refusal(value, allowed);
			}

			return value.value;
		},
		fromText: word => truths.get(word.toLowerCase()) ?? word,
	});
}

type Range = {readonly min: number; readonly max: number};

export function integer<Default extends number | undefined = undefined>(options: LeafOptions<Default> & Range) {
	return numeric(options, 'integer', 'a whole number');
}

export function number<Default extends number | undefined = undefined>(options: LeafOptions<Default> & Range) {
	return numeric(options, 'number', 'a number');
}

function numeric<Default extends number | undefined>(
	options: LeafOptions<Default> & Range,
	type: 'integer' | 'number',
	name: string,
) {
	const {min, max} = options;
	const allowed = `${name} from ${min} to ${max}`;
	return leaf<number, '', Default>(options, {
		unit: '',
		placeholder: 'NUMBER',
		allowed,
		schema: {type, minimum: min, maximum: max},
		read(value) {
			const amount = value.kind === 'scalar' ? value.value : undefined;
			const isFine = typeof amount === 'number' && amount >= min && amount <= max;
			if (!isFine || (type === 'integer' && !Number.isInteger(amount))) {
				throw refusal(value, allowed);
			}

			return amount;
		},
		fromText: numberFromText,
	});
}

/** Digits become the number that a file would hold; anything else stays what it is, to be refused. */
export function numberFromText(digits: string): Json {
	return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : digits;
}

function readText(value: Given, allowed: string, pattern: RegExp): string {
	if (value.kind !== 'scalar' || typeof value.value !== 'string' || !pattern.test(value.value)) {
		throw refusal(value, allowed);
	}

	return value.value;
}
