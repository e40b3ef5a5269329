import {choice, required, section} from './field.js';
import {type Given, refusal} from './given.js';
import {type LeafOptions, leaf, type Section, type ValueOf} from './leaf.js';
import {readItem} from './list.js';
import {sectionSchema, sectionToJson} from './section.js';
import {inspectAll, readEach, UsageError} from './usage-error.js';

/** Sections by their type. */
export type Variants = {readonly [type: string]: Section};

/** An object of one variant, whose name is the value of `type`. */
export type VariantOf<All extends Variants> = {
	[Type in keyof All & string]: {readonly type: Type} & ValueOf<All[Type]>;
}[keyof All & string];

type VariantsOptions = Pick<LeafOptions<never>, 'help'> & {
	/** Throws a UsageError for mistakes between items. Mistakes within an item are reported separately. */
	readonly check: (items: readonly Given[]) => void;
};

/** Creates a setting that is a list of objects of several types, such as alert handlers. Only the file can set it. */
export function listOfVariants<All extends Variants>(variants: All, {help, check}: VariantsOptions) {
	type Items = readonly VariantOf<All>[];
	const allowed = 'a list of objects';
	const typeLeaf = choice(Object.keys(variants), {help: 'type of the handler'});
	const sections = new Map(
		Object.entries(variants).map(([type, {fields}]) => [
			type,
			section({type: required(choice([type], {help: 'type of the handler'})), ...fields}),
		]),
	);

	const readVariant = (value: Given): VariantOf<All> => {
		if (value.kind !== 'object') {
			throw refusal(value, 'an object');
		}

		const type = value.members.find(({key}) => key === 'type');
		const variant = type && sections.get(typeLeaf.read(type.value) ?? '');
		if (variant === undefined) {
			throw new UsageError(`${value.subject()}.type is missing; it must be ${typeLeaf.allowed}`);
		}

		// The section was made from the one that VariantOf is inferred from.
		return readItem(variant, value) as VariantOf<All>;
	};

	return leaf<Items, '', Items>(
		{help, default: []},
		{
			unit: '',
			allowed,
			defaultText: undefined,
			// A value is validated only against the schema of its type, so that one mistake gives one message.
			schema: {
				type: 'array',
				items: {
					type: 'object',
					properties: {type: {description: 'type of the handler', enum: [...sections.keys()]}},
					required: ['type'],
					allOf: [...sections].map(([type, variant]) => ({
						if: {properties: {type: {const: type}}, required: ['type']},
						// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
						then: sectionSchema(variant),
					})),
				},
			},
			read(value) {
				if (value.kind !== 'list') {
					throw refusal(value, allowed);
				}

				const [items] = inspectAll(
					() => readEach(value.items, readVariant),
					() => check(value.items),
				);
				return items;
			},
			toJson: items =>
				items.map(item => {
					const variant: Section | undefined = sections.get(item.type);
					return variant ? sectionToJson(variant, item) : null;
				}),
			fromText: undefined,
		},
	);
}
