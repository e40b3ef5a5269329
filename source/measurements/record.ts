import {fieldsOf, required} from '../support/fields.js';
import type {AnyField, Codec, Field, Items, Unsent} from './codec.js';
import {array, type Schema} from './json-schema.js';
import type {Labels} from './prometheus-family.js';

/** All fields of `Value`, in the order of the message. A missing field is a compile error. */
type FieldsOf<Value> = {
	readonly [Key in keyof Value]-?: Field<string, Value[Key], unknown> | Unsent<Value[Key]>;
};

/** The type of the object in a message. */
export type WireOf<Fields> = {
	readonly [Key in keyof Fields as NameOf<Fields[Key], 'required' | 'nullable'>]: WireValue<Fields[Key]>;
} & {
	readonly [Key in keyof Fields as NameOf<Fields[Key], 'left out'>]?: WireValue<Fields[Key]>;
};

type NameOf<Member, Presence> = Member extends {readonly name: infer Name extends string; readonly presence: Presence}
	? Name
	: never;

type WireValue<Member> = Member extends {readonly encode: (value: never) => infer Wire} ? Wire : never;

export type RecordOptions = {
	readonly description?: string;
	/** The labels of all Prometheus series in the object. `null`: the object is not exported. */
	readonly labels?: Labels | null;
	/** Fields that other code adds to the message. */
	readonly added?: Readonly<Record<string, Schema>>;
};

/** Creates a codec of an object: `record<Memory>()({totalBytes: size('total', 'total physical memory'), …})`. */
export function record<Value extends object>() {
	return <const Fields extends FieldsOf<Value>>(
		fields: Fields,
		{description, labels = {}, added = {}}: RecordOptions = {},
	): Codec<Value, WireOf<Fields>> => {
		const members = Object.entries<AnyField | Unsent<unknown>>(fields);
		// All have one shape: the loops below run for every field of every process.
		const sent = members.flatMap(([key, member]) => ('unsent' in member ? [] : [sentField(key, member)]));
		// All values have the same shape from the beginning: objects that grow are slow.
		const empty = Object.fromEntries(
			members.map(([key, member]) => [key, 'unsent' in member ? member.unsent : undefined]),
		);
		return {
			schema: {
				type: 'object',
				properties: {...Object.fromEntries(sent.map(({name, schema}) => [name, schema])), ...added},
				...requiredOf(sent),
				...(description !== undefined && {description}),
			},
			encode(value) {
				const wire: Record<string, unknown> = {};
				for (const {key, name, encode, isLeftOut} of sent) {
					// The types of `fields` guarantee that each field encodes the value of its key.
					const part = (value as Readonly<Record<string, never>>)[key];
					if (part !== undefined || !isLeftOut) {
						wire[name] = encode(part as never);
					}
				}

				return wire as WireOf<Fields>;
			},
			decode(wire) {
				const given = fieldsOf(wire);
				if (!given) {
					return undefined;
				}

				const value: Record<string, unknown> = {...empty};
				for (const {key, name, decode, isRequired} of sent) {
					const part = decode(given[name]);
					value[key] = isRequired ? required(part, name) : part;
				}

				// The types of `fields` guarantee that each field decodes the value of its key.
				return value as Value;
			},
			content: {kind: 'members', fields, labels: labels ?? undefined},
		};
	};
}

function sentField(key: string, {name, presence, schema, encode, decode}: AnyField) {
	return {key, name, schema, encode, decode, isRequired: presence === 'required', isLeftOut: presence === 'left out'};
}

type SentField = ReturnType<typeof sentField>;

function requiredOf(sent: readonly SentField[]): Schema {
	const names = sent.filter(({isLeftOut}) => !isLeftOut).map(({name}) => name);
	return names.length > 0 ? {required: names} : {};
}

export type ListOptions<Value> = {
	readonly description?: string;
	readonly place?: Items['place'];
	readonly labels?: (item: Value, index: number) => Labels;
};

/** Creates a codec of a list. If the items are objects, the decoder skips items that are not. */
export function list<Value, Wire>(
	item: Codec<Value, Wire>,
	{description, place, labels = () => ({})}: ListOptions<Value> = {},
): Codec<readonly Value[], readonly Wire[]> {
	return {
		schema: array(item.schema, description),
		encode: values => values.map(item.encode),
		decode: wire => (Array.isArray(wire) ? decodeItems(item, wire) : undefined),
		content: {kind: 'items', item, place, labelsOf: labels},
	};
}

function decodeItems<Value>({decode, content}: Codec<Value, unknown>, wire: readonly unknown[]): readonly Value[] {
	const values: Value[] = [];
	for (const one of wire) {
		const value = decode(one);
		if (value !== undefined || content.kind !== 'members') {
			// `undefined` is a valid item of a list with unknown values.
			values.push(value as Value);
		}
	}

	return values;
}
