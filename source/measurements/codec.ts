import type {Schema} from './json-schema.js';
import type {Exported, Labels} from './prometheus-family.js';
import type {Unit} from './unit.js';

/** What a kind of value is in a message, and how it becomes one and is read from one. */
export type Codec<Value, Wire> = {
	readonly schema: Schema;
	readonly encode: (value: Value) => Wire;
	/** `undefined` for what is of another kind. Throws an error that names the part when a required one is missing. */
	readonly decode: (wire: unknown) => Value | undefined;
	readonly content: Content;
};

/** A codec of which nothing more is known: to walk through. */
export type AnyCodec = {
	readonly schema: Schema;
	readonly encode: (value: never) => unknown;
	readonly decode: (wire: unknown) => unknown;
	readonly content: Content;
};

/** What is inside. */
export type Content = Leaf | Members | Items;

/** A single value. */
export type Leaf = {
	readonly kind: 'leaf';
	/** `undefined` for what is no number of the machine: texts, and numbers that name something. */
	readonly unit?: Unit;
	readonly description: string;
	/** What the message of an alert calls it: `disk usage`. Default: its path. */
	readonly title?: string;
	readonly prometheus?: Exported;
	/** Converts a number to the unit in which Prometheus has it. */
	readonly toBase?: (value: number) => number;
	readonly figure?: Figure;
	/** Whether a `history` has a column of it. */
	readonly inHistory?: boolean;
};

/**
What a record of an interval says of a number: its mean over time, a whole number where it counts bytes or the like, or the
highest one. Without any it says the latest.
*/
export type Figure = 'mean' | 'whole mean' | 'latest' | 'highest';

/** An object, by the names that its fields have in a reading. */
export type Members = {
	readonly kind: 'members';
	readonly fields: Readonly<Record<string, AnyField | Unsent<unknown>>>;
	/** Of all series of Prometheus in it; `undefined` where they are not exported from here. */
	readonly labels: Labels | undefined;
};

/** A list, each item of the same kind. */
export type Items = {
	readonly kind: 'items';
	readonly item: AnyCodec;
	/** Which metric path leads to the items. `undefined`: they are not of the machine, but of its processes. */
	readonly place: ListPlace | undefined;
	/** What tells an item of a reading from the others in Prometheus. */
	readonly labelsOf: (item: never, index: number) => Labels;
};

export type ListPlace = {
	/** The first name of the path: `gpus` in `gpus[0].temperature`. */
	readonly head: string;
	/** The field, by its name in a message, that names an item: the index does where there is none. */
	readonly key: string | undefined;
};

/** A codec under a name. `left out`: the message lacks the field while there is no value. */
export type Field<Name extends string, Value, Wire, Presence extends AnyPresence = AnyPresence> = Codec<Value, Wire> & {
	readonly name: Name;
	readonly presence: Presence;
};

export type AnyPresence = 'required' | 'nullable' | 'left out';

export type AnyField = AnyCodec & {readonly name: string; readonly presence: AnyPresence};

/** A field of a reading that no message has, and what it is in one that came from a message. */
export type Unsent<Value> = {readonly unsent: Value};

export function unsent<const Value>(value: Value): Unsent<Value> {
	return {unsent: value};
}
