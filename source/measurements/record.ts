import {fieldsOf, required} from '../support/fields.js';
import type {AnyField, Codec, Field, Items, Unsent} from './codec.js';
import {array, type Schema} from './json-schema.js';
import type {Labels} from './prometheus-family.js';

/** Every field of `Value`, in the order of the message: one that is missing does not compile. */
type FieldsOf<Value> = {
	readonly [Key in keyof Value]-?: Field<string, Value[Key], unknown> | Unsent<Value[Key]>;
};

/** The object of a message that these fields make. */
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
	/** Of all series of Prometheus in it. `null`: what is in it is not exported. */
	readonly labels?: Labels | null;
	/** Fields that others add to the message. */
	readonly added?: Readonly<Record<string, Schema>>;
};

/** An object: `record<Memory>()({totalBytes: size('total', 'installed memory'), …})`. */
export function record<Value extends object>() {
	return <const Fields extends FieldsOf<Value>>(
		fields: Fields,
		{description, labels = {}, added = {}}: RecordOptions = {},
	): Codec<Value, WireOf<Fields>> => {
		const members = Object.entries<AnyField | Unsent<unknown>>(fields);
		// All of one shape: the loops below run for every field of every process.
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
					// The types of `fields` say that each encodes what stands under its key.
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

				// The types of `fields` say that each decodes what stands under its key.
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

/** A list. Items of a message that are no objects, where these are wanted, are left out. */
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
			// Items that may be unknown are decoded as such.
			values.push(value as Value);
		}
	}

	return values;
}
