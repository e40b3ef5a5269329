import {resolve} from 'node:path';
import {
	flag,
	integerFrom,
	numberFrom,
	choice as oneOf,
	type Reader,
	text as someText,
	where,
} from '../../support/reader.js';
import {type Given, type Json, placed, readScalar} from './given.js';
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
		...scalar(where(someText, value => pattern.test(value), allowed)),
		schema: {type: 'string', pattern: pattern.source},
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
	return leaf<Value, '', Default>(options, {
		...scalar(oneOf(choices)),
		placeholder: 'NAME',
		choices,
		schema: {enum: choices},
		switches: shorthands.map(({flag, short, value}) => ({
			name: flag,
			isNegated: false,
			short,
			value,
			help: `short for --${ownFlag} ${value}`,
		})),
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
export function toggle({flag: ownFlag, short, ...options}: ToggleOptions) {
	const {default: isOn, help} = options;
	const name = {name: ownFlag ?? '', short: undefined};
	return leaf<boolean, '', boolean>(options, {
		...scalar(flag),
		defaultText: undefined,
		schema: {type: 'boolean'},
		switches:
			ownFlag === undefined
				? []
				: [
						{...name, short, isNegated: false, value: true, help: isOn ? undefined : help},
						{...name, isNegated: true, value: false, help: isOn ? `do not ${help}` : undefined},
					],
		fromText: word => truths.get(word.toLowerCase()) ?? word,
	});
}

type Range = {readonly min: number; readonly max: number};

export function integer<Default extends number | undefined = undefined>(options: LeafOptions<Default> & Range) {
	return numeric(options, 'integer', integerFrom(options.min, options.max));
}

export function number<Default extends number | undefined = undefined>(options: LeafOptions<Default> & Range) {
	return numeric(options, 'number', numberFrom(options.min, options.max));
}

function numeric<Default extends number | undefined>(
	options: LeafOptions<Default> & Range,
	type: 'integer' | 'number',
	reader: Reader<number>,
) {
	return leaf<number, '', Default>(options, {
		...scalar(reader),
		placeholder: 'NUMBER',
		schema: {type, minimum: options.min, maximum: options.max},
		fromText: numberFromText,
	});
}

/** Digits become the number that a file would hold; anything else stays what it is, to be refused. */
export function numberFromText(digits: string): Json {
	return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : digits;
}

/** The value of a setting that is one value of a reader. */
export function scalar<Value>(reader: Reader<Value>) {
	return {unit: '', allowed: reader.allowed, read: (value: Given): Value => readScalar(reader, value)} as const;
}
