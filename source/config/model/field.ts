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

/** Creates a section of settings: an object in the file. */
export function section<const Members extends Fields>(fields: Members): Section<Members> {
	return {kind: 'section', fields};
}

/** Makes a leaf without default required in the objects of a list. */
export function required<Value, Unit extends string>(
	optional: Leaf<Value, Unit>,
): Leaf<Exclude<Value, undefined>, Unit> {
	return {...(optional as Leaf<Exclude<Value, undefined>, Unit>), isRequired: true};
}

type TextOptions<Default> = LeafOptions<Default> & {
	readonly pattern?: RegExp;
	/** A condition that a pattern cannot express. */
	readonly isAllowed?: (value: string) => boolean;
	/** Completes "must be", for a pattern or a condition. */
	readonly allowed?: string;
};

/** Creates a setting that is a string. */
export function text<Default extends string | undefined = undefined>(options: TextOptions<Default>) {
	const {pattern = /./s, isAllowed = () => true, allowed = 'a string that is not empty'} = options;
	return leaf<string, '', Default>(options, {
		...scalar(where(someText, value => pattern.test(value) && isAllowed(value), allowed)),
		schema: {type: 'string', pattern: pattern.source},
	});
}

/** Creates a setting that is a path. It is relative to the directory of the configuration file, else to the working directory. */
export function path<Default extends string | undefined = undefined>(options: LeafOptions<Default>) {
	// No system accepts a path that contains NUL.
	const base = text<Default>({placeholder: 'FILE', ...options, pattern: /^[^\0]+$/, allowed: 'a path'});
	return {
		...base,
		read(value: Given) {
			const file = base.read(value);
			// A path with a variable is resolved once the variable is known.
			return file === undefined || (value.directory !== undefined && hasReference(file)) ? file : placed(value, file);
		},
		// The printed configuration may be saved in another directory.
		toJson: (file: string | Default) => (file === undefined || hasReference(file) ? base.toJson(file) : resolve(file)),
	};
}

/** The text that `--print-config` prints in place of a secret. */
const mask = '***';

export type SecretOptions = Omit<LeafOptions<undefined>, 'default' | 'short'> & {
	readonly pattern?: RegExp;
	/** Completes "must be", for a pattern. */
	readonly allowed?: string;
	/** Encodes the value of a variable that is a part of the secret. */
	readonly encode?: (part: string) => string;
};

/**
Creates a setting that is a secret, such as a password or a token. It should have no flag, as every user of the machine can
read the arguments of a process. In the file, `${NAME}` is replaced by the variable of that name. Its section also has a
`secretFile`.
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

			// The message omits the value: it may be a part of the secret.
			throw new UsageError(`${value.subject()} must be ${allowed}`);
		},
		toJson: () => mask,
	});
}

/** Creates a setting that names the file of a secret: `passwordFile` for `password`. */
export function secretFile(options: Omit<LeafOptions<undefined>, 'default' | 'short'>) {
	return path(options);
}

type ChoiceOptions<Value, Default> = LeafOptions<Default> & {
	/** Separate flags for some of the values: `--compact` for `--view compact`. */
	readonly shorthands?: readonly {readonly flag: string; readonly short?: string; readonly value: Value}[];
};

/** Creates a setting that is one of several strings. */
export function choice<const Value extends string, const Default extends Value | undefined = undefined>(
	choices: readonly Value[],
	options: ChoiceOptions<Value, Default>,
) {
	const {flag: mainFlag, shorthands = []} = options;
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
			help: `short for --${mainFlag} ${value}`,
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

/** Creates a setting that is on or off. `--name` and `--no-name` are both accepted; `--help` shows the one that changes the default. */
export function toggle({flag: mainFlag, short, ...options}: ToggleOptions) {
	const {default: isOn, help} = options;
	const name = {name: mainFlag ?? '', short: undefined};
	return leaf<boolean, '', boolean>(options, {
		...scalar(flag),
		defaultText: undefined,
		schema: {type: 'boolean'},
		switches:
			mainFlag === undefined
				? []
				: [
						{...name, short, isNegated: false, value: true, help: isOn ? undefined : help},
						{...name, isNegated: true, value: false, help: isOn ? `do not ${help}` : undefined},
					],
		fromText: word => truths.get(word.toLowerCase()) ?? word,
	});
}

type Range = {readonly min: number; readonly max: number};

/** Creates a setting that is a whole number. */
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

/** Converts digits to the number that a file would have. Other text is returned unchanged, to be refused. */
export function numberFromText(digits: string): Json {
	return /^-?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : digits;
}

/** Returns the parts of a leaf whose value is read by one reader. */
export function scalar<Value>(reader: Reader<Value>) {
	return {unit: '', allowed: reader.allowed, read: (value: Given): Value => readScalar(reader, value)} as const;
}
