import {suggestion} from '../nearest.js';
import {type Given, type Json, keyPath, type Member, refusal} from './given.js';
import type {Field, Leaf, Section, ValueOf} from './leaf.js';
import {readEach, UsageError} from './usage-error.js';

/** What somebody set, by the path of its key (`metrics.gpu.interval`), read and judged. */
export type Settings = ReadonlyMap<string, unknown>;

export type PlacedLeaf = {readonly path: string; readonly leaf: Leaf<unknown, string>};

export function leavesOf({fields}: Section, parentPath = ''): readonly PlacedLeaf[] {
	return Object.entries(fields).flatMap(([key, field]) => {
		const path = keyPath(parentPath, key);
		return field.kind === 'leaf' ? [{path, leaf: field}] : leavesOf(field, path);
	});
}

/** Only what is there: defaults come with `assemble`. Throws a UsageError for all that is wrong. */
export function readSection({fields}: Section, value: Given, parentPath = ''): Settings {
	const settings = readMembers(value, ({key, subject, value: member}): Iterable<[string, unknown]> => {
		const path = keyPath(parentPath, key);
		const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
		if (field === undefined) {
			throw new UsageError(`${subject()} is not a known key${hint(key, Object.keys(fields))}`);
		}

		return field.kind === 'leaf' ? [[path, readLeaf(field, member)]] : readSection(field, member, path);
	});
	return new Map(settings.flatMap(some => [...some]));
}

function readLeaf(leaf: Leaf<unknown, string>, value: Given): unknown {
	const isOptional = leaf.default === undefined && !leaf.isRequired;
	return isOptional && value.kind === 'scalar' && value.value === null ? undefined : leaf.read(value);
}

/**
Reads every member of an object. Parsers of JSON let the last of two equal keys win; whoever wrote both expects something
else.
*/
export function readMembers<Result>(value: Given, read: (member: Member) => Result): readonly Result[] {
	if (value.kind !== 'object') {
		throw refusal(value, 'an object');
	}

	const keys = new Set<string>();
	return readEach(value.members, member => {
		if (keys.has(member.key)) {
			throw new UsageError(`${member.subject()} is given twice`);
		}

		keys.add(member.key);
		return read(member);
	});
}

/** The whole section: what was set, else the default. */
export function assemble<Whole extends Section>(whole: Whole, settings: Settings, parentPath = ''): ValueOf<Whole> {
	const entries = Object.entries(whole.fields).map(([key, field]): [string, unknown] => {
		const path = keyPath(parentPath, key);
		return field.kind === 'section'
			? [key, assemble(field, settings, path)]
			: [propertyName(key, field), settings.has(path) ? settings.get(path) : field.default];
	});
	// The names and values are those of the definition, from which ValueOf is inferred.
	return Object.fromEntries(entries) as ValueOf<Whole>;
}

/** The values of all settings, by the path of their keys. */
export function valuesOf<Whole extends Section>(
	{fields}: Whole,
	value: ValueOf<Whole>,
	parentPath = '',
): ReadonlyMap<string, unknown> {
	const values = value as Readonly<Record<string, unknown>>;
	const entries = Object.entries(fields).flatMap(([key, field]): readonly (readonly [string, unknown])[] => {
		const path = keyPath(parentPath, key);
		const member = values[propertyName(key, field)];
		return field.kind === 'leaf' ? [[path, member]] : [...valuesOf(field, member as ValueOf<Section>, path)];
	});
	return new Map(entries);
}

/** As a file would have it, secrets masked. */
export function sectionToJson<Whole extends Section>({fields}: Whole, value: ValueOf<Whole>): Json {
	const values = value as Readonly<Record<string, unknown>>;
	return Object.fromEntries(
		Object.entries(fields).map(([key, field]) => {
			const member = values[propertyName(key, field)];
			if (field.kind === 'section') {
				return [key, sectionToJson(field, member as ValueOf<Section>)];
			}

			return [key, member === undefined ? null : field.toJson(member)];
		}),
	);
}

/** JSON Schema of the section. */
export function sectionSchema({fields}: Section) {
	const required = Object.keys(fields).filter(key => {
		const field = fields[key];
		return field?.kind === 'leaf' && field.isRequired;
	});
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
		...(required.length > 0 && {required}),
		additionalProperties: false,
	};
}

function fieldSchema(field: Field): Json {
	if (field.kind === 'section') {
		return sectionSchema(field);
	}

	const {help: description, schema, isRequired} = field;
	if (isRequired) {
		return {description, ...schema};
	}

	return field.default === undefined
		? {description, anyOf: [schema, {type: 'null'}]}
		: {description, ...schema, default: field.toJson(field.default)};
}

function propertyName(key: string, field: Field): string {
	return field.kind === 'leaf' ? key + field.unit : key;
}

function hint(key: string, known: readonly string[]): string {
	return suggestion(key, known) || `; known are ${known.join(', ')}`;
}
