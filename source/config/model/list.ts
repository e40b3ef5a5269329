import {required} from './field.js';
import {type Given, type Json, type Member, refusal} from './given.js';
import {type Leaf, type LeafOptions, leaf, type Section, type ValueOf} from './leaf.js';
import {
	assemble,
	fileEnding,
	leavesOf,
	type PlacedLeaf,
	readMembers,
	readSection,
	sectionSchema,
	sectionToJson,
} from './section.js';
import {inspectAll, readEach, UsageError} from './usage-error.js';

type Present<Value> = Exclude<Value, undefined>;

type ListOptions<Items> = LeafOptions<Items> & {
	readonly default: Items;
	/** `false` if items may contain commas: the flag is then repeated. Variables are always split. @default true */
	readonly splitsAtCommas?: boolean;
};

/** Creates a setting that is a list. In the file a single value needs no brackets. A list with a default cannot be empty. */
export function list<Value>(item: Leaf<Value>, options: ListOptions<readonly Present<Value>[]>) {
	type Items = readonly Present<Value>[];
	const {splitsAtCommas = true, default: byDefault} = options;
	const {read, toJson, schema, allowed, choices, fromText = (text: string) => text} = required(item);
	const minItems = Math.min(byDefault.length, 1);
	const whole = leaf<Items, '', Items>(options, {
		unit: '',
		allowed,
		choices,
		defaultText: byDefault.join(', ') || undefined,
		schema: {anyOf: [schema, {type: 'array', items: schema, minItems}]},
		read(value) {
			const items = value.kind === 'list' ? value.items : [value];
			if (items.length < minItems) {
				throw refusal(value, allowed);
			}

			return readEach(items, read);
		},
		toJson: items => items.map(toJson),
		fromText: text =>
			text
				.split(',')
				.map(part => part.trim())
				.filter(part => part !== '')
				.map(fromText),
	});
	return {...whole, flag: whole.flag && {...whole.flag, isRepeatable: true, splitsAtCommas}};
}

/** Creates a setting that is an object with any keys and values of one kind, such as HTTP headers. Only the file can set it. */
export function mapOf<Value>(item: Leaf<Value>, options: Pick<LeafOptions<never>, 'help'>) {
	type Items = Readonly<Record<string, Present<Value>>>;
	const {read, toJson, schema} = required(item);
	return leaf<Items, '', Items>(
		{...options, default: {}},
		{
			unit: '',
			allowed: 'an object',
			defaultText: undefined,
			schema: {type: 'object', additionalProperties: schema},
			// Object.fromEntries defines properties and does not assign them, so `__proto__` is an ordinary key.
			read: value => Object.fromEntries(readMembers(value, ({key, value: member}) => [key, read(member)])),
			toJson: items => Object.fromEntries(Object.entries(items).map(([key, member]) => [key, toJson(member)])),
			fromText: undefined,
		},
	);
}

/** Creates a setting that is an object of sections with custom names, such as themes. Only the file can set it. */
export function mapOfObjects<Item extends Section>(
	item: Item,
	{checkKey, ...options}: Pick<LeafOptions<never>, 'help'> & {checkKey(member: Member): void},
) {
	type Items = Readonly<Record<string, ValueOf<Item>>>;
	return leaf<Items, '', Items>(
		{...options, default: {}},
		{
			unit: '',
			allowed: 'an object',
			defaultText: undefined,
			schema: {type: 'object', additionalProperties: sectionSchema(item)},
			read: value =>
				Object.fromEntries(
					readMembers(value, member => {
						checkKey(member);
						return [member.key, readItem(item, member.value)];
					}),
				),
			toJson: items =>
				Object.fromEntries(Object.entries(items).map(([key, one]) => [key, withoutNull(sectionToJson(item, one))])),
			fromText: undefined,
		},
	);
}

/** Removes members that are `null`: they mean the same as absent ones. */
function withoutNull(members: Json): Json {
	return Object.fromEntries(Object.entries(members ?? {}).filter(([, value]) => value !== null));
}

/** Creates a setting that is a list of sections. Only the file can set it. */
export function listOf<Item extends Section>(
	item: Item,
	options: Pick<LeafOptions<never>, 'help'> & {readonly default: readonly ValueOf<Item>[]},
) {
	type Items = readonly ValueOf<Item>[];
	const allowed = 'a list of objects';
	return leaf<Items, '', Items>(options, {
		unit: '',
		allowed,
		defaultText: undefined,
		schema: {type: 'array', items: sectionSchema(item)},
		read(value) {
			if (value.kind !== 'list') {
				throw refusal(value, allowed);
			}

			return readEach(value.items, one => readItem(item, one));
		},
		toJson: items => items.map(one => sectionToJson(item, one)),
		fromText: undefined,
	});
}

/** Reads one object of a list, with its defaults. Throws a UsageError for all mistakes, including missing required keys. */
export function readItem<Item extends Section>(item: Item, value: Given): ValueOf<Item> {
	const [settings = new Map()] = inspectAll(
		() => readSection(item, value),
		...leavesOf(item).map(one => () => requireKey(one, value)),
	);
	return assemble(item, settings);
}

/** Throws a UsageError if a required key and its file are both missing. */
function requireKey({path, leaf}: PlacedLeaf, value: Given): undefined {
	const keys = [path, `${path}${fileEnding}`];
	if (leaf.isRequired && value.kind === 'object' && !value.members.some(({key}) => keys.includes(key))) {
		throw new UsageError(`${value.subject()}.${path} is missing; it must be ${leaf.allowed}`);
	}
}
