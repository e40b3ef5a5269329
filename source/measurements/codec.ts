import type {Schema} from './json-schema.js';
import type {Exported, Labels} from './prometheus-family.js';
import type {Unit} from './unit.js';

/** The schema, the encoder and the decoder of one type of value in a message. */
export type Codec<Value, Wire> = {
	readonly schema: Schema;
	readonly encode: (value: Value) => Wire;
	/** Returns `undefined` for a value of another type. Throws an error that names a missing required part. */
	readonly decode: (wire: unknown) => Value | undefined;
	readonly content: Content;
};

/** A codec of any type, for code that walks the tree of codecs. */
export type AnyCodec = {
	readonly schema: Schema;
	readonly encode: (value: never) => unknown;
	readonly decode: (wire: unknown) => unknown;
	readonly content: Content;
};

/** The structure of a codec: a single value, an object or a list. */
export type Content = Leaf | Members | Items;

/** A single value. */
export type Leaf = {
	readonly kind: 'leaf';
	/** `undefined` for texts and identifiers. */
	readonly unit?: Unit;
	readonly description: string;
	/** The name in alert messages, such as `disk usage`. Default: the metric path. */
	readonly title?: string;
	readonly prometheus?: Exported;
	/** Converts a number to the base unit that Prometheus uses. */
	readonly toBase?: (value: number) => number;
	readonly figure?: Figure;
	/** Whether the history has a column for it. */
	readonly inHistory?: boolean;
};

/**
How a record of an interval summarizes a number: the mean over time, the mean rounded to a whole number, the latest or the
highest value. Default: the latest.
*/
export type Figure = 'mean' | 'whole mean' | 'latest' | 'highest';

/** An object; the keys are the names of the fields in a reading. */
export type Members = {
	readonly kind: 'members';
	readonly fields: Readonly<Record<string, AnyField | Unsent<unknown>>>;
	/** The labels of all Prometheus series in the object; `undefined` if they are not exported. */
	readonly labels: Labels | undefined;
};

/** A list of items of one type. */
export type Items = {
	readonly kind: 'items';
	readonly item: AnyCodec;
	/** The metric path to the items. `undefined` if they have none, such as processes. */
	readonly place: ListPlace | undefined;
	/** Returns the Prometheus labels that identify an item. */
	readonly labelsOf: (item: never, index: number) => Labels;
};

/** The beginning of the metric paths that lead to the items of a list. */
export type ListPlace = {
	/** The first name of the path, such as `gpus` in `gpus[0].temperature`. */
	readonly head: string;
	/** The field in a message that identifies an item. `undefined`: the index identifies it. */
	readonly key: string | undefined;
};

/** A named codec. With the presence `left out`, the field is omitted if it has no value. */
export type Field<Name extends string, Value, Wire, Presence extends AnyPresence = AnyPresence> = Codec<Value, Wire> & {
	readonly name: Name;
	readonly presence: Presence;
};

export type AnyPresence = 'required' | 'nullable' | 'left out';

export type AnyField = AnyCodec & {readonly name: string; readonly presence: AnyPresence};

/** A field of a reading that messages do not contain, and its value in a reading that was read from a message. */
export type Unsent<Value> = {readonly unsent: Value};

export function unsent<const Value>(value: Value): Unsent<Value> {
	return {unsent: value};
}
