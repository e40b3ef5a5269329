import {choice, required, section} from './field.js';
import {type Given, refusal} from './given.js';
import {type LeafOptions, leaf, type Section, type ValueOf} from './leaf.js';
import {readItem} from './list.js';
import {sectionSchema, sectionToJson} from './section.js';
import {inspectAll, readEach, UsageError} from './usage-error.js';

export type Variants = {readonly [type: string]: Section};

/** One object, with the name of its variant under `type`. */
export type VariantOf<All extends Variants> = {
	[Type in keyof All & string]: {readonly type: Type} & ValueOf<All[Type]>;
}[keyof All & string];

type VariantsOptions = Pick<LeafOptions<never>, 'help'> & {
	/** Throws a UsageError for what is wrong with all of them together; what is wrong with each is told beside it. */
	readonly check: (items: readonly Given[]) => void;
};

/** Objects of several shapes, which their key `type` tells apart: alert handlers. Only the file can hold them. */
export function listOfVariants<All extends Variants>(variants: All, {help, check}: VariantsOptions) {
	type Items = readonly VariantOf<All>[];
	const allowed = 'a list of objects';
	const typeLeaf = choice(Object.keys(variants), {help: 'which kind it is'});
	const sections = new Map(
		Object.entries(variants).map(([type, {fields}]) => [
			type,
			section({type: required(choice([type], {help: 'which kind it is'})), ...fields}),
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
			// One message for one mistake: a value is held against its own shape alone.
			schema: {
				type: 'array',
				items: {
					type: 'object',
					properties: {type: {description: 'which kind it is', enum: [...sections.keys()]}},
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
