import type {Given, Json} from './given.js';

/** A flag with a value: `--interval TIME`. */
export type ValueFlag = {
	readonly name: string;
	readonly short: string | undefined;
	readonly placeholder: string;
	readonly isRepeatable: boolean;
	/** Whether `--name a,b` is the same as `--name a --name b`. */
	readonly splitsAtCommas: boolean;
};

/** A flag without a value that sets its leaf to `value`: `--compact`, `--no-gpu`. */
export type Switch = {
	/** The name without `no-`. */
	readonly name: string;
	readonly isNegated: boolean;
	readonly short: string | undefined;
	readonly value: Json;
	/** The text in `--help`; `undefined` omits the flag. */
	readonly help: string | undefined;
};

/** A setting, with everything that the file, the environment, the flags, `--help` and the schema need. */
export type Leaf<Value, Unit extends string = ''> = {
	readonly kind: 'leaf';
	/** Suffix of the name in the Config: `interval` in the file is `intervalMs` in the Config. */
	readonly unit: Unit;
	readonly help: string;
	/** The heading in `--help`. */
	readonly group: string;
	/** `undefined`: the setting is optional and has no default; the file may then also have `null`. */
	readonly default: Value | undefined;
	/** The default as `--help` shows it. */
	readonly defaultText: string | undefined;
	/** Whether every object of its list must have it; see `required`. */
	readonly isRequired: boolean;
	/** The allowed values, after the words "must be". */
	readonly allowed: string;
	/** The allowed values, if they can be listed. */
	readonly choices: readonly string[] | undefined;
	readonly flag: ValueFlag | undefined;
	readonly switches: readonly Switch[];
	/** A shorter, second name in the environment. */
	readonly variable: string | undefined;
	/** JSON Schema of the value. */
	readonly schema: {readonly [keyword: string]: Json};
	/** Reads a value. Throws a UsageError that names the place, the allowed values and the found one. */
	read(value: Given): Value;
	/** Returns the value as the file would have it, with secrets masked. Not called for `undefined`. */
	toJson(value: Value): Json;
	/** Converts the text of a variable or flag to the value in the file. `undefined`: only the file can set it. */
	readonly fromText: ((text: string) => Json) | undefined;
	/** Separator of the list items in such a text. `undefined`: the comma. */
	readonly separator: ';' | undefined;
};

/** A group of settings: an object in the file. */
export type Section<Members extends Fields = Fields> = {readonly kind: 'section'; readonly fields: Members};

export type Field = Leaf<unknown, string> | Section;

export type Fields = {readonly [key: string]: Field};

type Property<Key extends string, Member> = Member extends Leaf<unknown, infer Unit> ? `${Key}${Unit}` : Key;

/** The type of the value in the Config: keys with units, all readonly. */
export type ValueOf<Member> =
	Member extends Leaf<infer Value, string>
		? Value
		: Member extends Section<infer Members>
			? {readonly [Key in keyof Members & string as Property<Key, Members[Key]>]: ValueOf<Members[Key]>}
			: never;

export type LeafOptions<Default> = {
	/** A phrase that begins with a lower-case letter and has no full stop. */
	readonly help: string;
	readonly group?: string;
	readonly default?: Default;
	/** The flag without its dashes: `gpu-backend`. */
	readonly flag?: string;
	/** The letter of the short form. */
	readonly short?: string;
	/** Placeholder of the value in `--help`. */
	readonly placeholder?: string;
	/** A shorter, second name in the environment. */
	readonly variable?: string;
};

type Kind<Value, Unit extends string> = Pick<Leaf<Value, Unit>, 'unit' | 'allowed' | 'schema' | 'read'> &
	Partial<Pick<Leaf<Value, Unit>, 'choices' | 'defaultText' | 'switches' | 'toJson' | 'fromText' | 'separator'>> & {
		readonly placeholder?: string;
	};

/** Creates a setting of any kind. A `Value` that is not JSON needs a `toJson`. */
export function leaf<Value, Unit extends string, Default extends Value | undefined>(
	options: LeafOptions<Default>,
	kind: Kind<Value, Unit>,
): Leaf<Value | Default, Unit> {
	const {help, group = 'Other', default: byDefault, flag, short, variable} = options;
	const {placeholder = kind.placeholder ?? 'TEXT'} = options;
	return {
		kind: 'leaf',
		help,
		group,
		default: byDefault,
		defaultText: byDefault === undefined ? undefined : String(byDefault),
		isRequired: false,
		choices: undefined,
		flag: flag === undefined ? undefined : {name: flag, short, placeholder, isRepeatable: false, splitsAtCommas: false},
		switches: [],
		variable,
		toJson: value => value as Json,
		fromText: text => text,
		separator: undefined,
		...kind,
	};
}
