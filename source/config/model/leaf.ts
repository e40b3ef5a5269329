import type {Given, Json} from './given.js';

/** A flag that is followed by a value: `--interval TIME`. */
export type ValueFlag = {
	readonly name: string;
	readonly short: string | undefined;
	readonly placeholder: string;
	readonly isRepeatable: boolean;
	/** Whether `--name a,b` is the same as `--name a --name b`. */
	readonly splitsAtCommas: boolean;
};

/** A flag that stands alone and sets its leaf to `value`: `--compact`, `--no-gpu`. */
export type Switch = {
	/** Without `no-`. */
	readonly name: string;
	readonly isNegated: boolean;
	readonly short: string | undefined;
	readonly value: Json;
	/** The line in `--help`; `undefined` leaves it out. */
	readonly help: string | undefined;
};

/** One setting: all that the file, the environment, the flags, `--help` and the schema need to know of it. */
export type Leaf<Value, Unit extends string = ''> = {
	readonly kind: 'leaf';
	/** Ends the name in the program: `interval` of the file is `intervalMs` in the Config. */
	readonly unit: Unit;
	readonly help: string;
	/** The heading in `--help`. */
	readonly group: string;
	/** `undefined`: absent unless somebody gives it; the file may then also say `null`. */
	readonly default: Value | undefined;
	/** The default as `--help` shows it. */
	readonly defaultText: string | undefined;
	/** Must be given in every object of its list; see `required`. */
	readonly isRequired: boolean;
	/** Completes "must be". */
	readonly allowed: string;
	/** The values there are, where they can be listed. */
	readonly choices: readonly string[] | undefined;
	readonly flag: ValueFlag | undefined;
	readonly switches: readonly Switch[];
	/** Another, shorter name in the environment. */
	readonly variable: string | undefined;
	/** JSON Schema of the value. */
	readonly schema: {readonly [keyword: string]: Json};
	/** Throws a UsageError that names the place, what is allowed and what was found. */
	read(value: Given): Value;
	/** What the file would hold, secrets masked. Never asked about `undefined`. */
	toJson(value: Value): Json;
	/** What a text of the environment or of a flag would be in the file. `undefined`: only the file can hold it. */
	readonly fromText: ((text: string) => Json) | undefined;
	/** What parts the items of a list in such a text, where it is not the comma. */
	readonly separator: ';' | undefined;
};

/** Settings that belong together: an object of the file. */
export type Section<Members extends Fields = Fields> = {readonly kind: 'section'; readonly fields: Members};

export type Field = Leaf<unknown, string> | Section;

export type Fields = {readonly [key: string]: Field};

type Property<Key extends string, Member> = Member extends Leaf<unknown, infer Unit> ? `${Key}${Unit}` : Key;

/** What the program gets: names with units, all of it readonly. */
export type ValueOf<Member> =
	Member extends Leaf<infer Value, string>
		? Value
		: Member extends Section<infer Members>
			? {readonly [Key in keyof Members & string as Property<Key, Members[Key]>]: ValueOf<Members[Key]>}
			: never;

export type LeafOptions<Default> = {
	/** A phrase that begins with a small letter and has no full stop. */
	readonly help: string;
	readonly group?: string;
	readonly default?: Default;
	/** As it is typed, without dashes: `gpu-backend`. */
	readonly flag?: string;
	/** One letter. */
	readonly short?: string;
	/** What stands for the value in `--help`. */
	readonly placeholder?: string;
	/** Another, shorter name in the environment. */
	readonly variable?: string;
};

type Kind<Value, Unit extends string> = Pick<Leaf<Value, Unit>, 'unit' | 'allowed' | 'schema' | 'read'> &
	Partial<Pick<Leaf<Value, Unit>, 'choices' | 'defaultText' | 'switches' | 'toJson' | 'fromText' | 'separator'>> & {
		readonly placeholder?: string;
	};

/** The groundwork of every kind of setting. A `Value` that is not JSON needs a `toJson`. */
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
