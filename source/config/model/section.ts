import {suggestion} from '../../support/nearest.js';
import {type Given, given, type Json, keyPath, type Member, placed, refusal} from './given.js';
import type {Field, Fields, Leaf, Section, ValueOf} from './leaf.js';
import {resolved} from './references.js';
import {readEach, UsageError} from './usage-error.js';

/** The validated values that a source sets, by the path of the key (`metrics.gpu.interval`). */
export type Settings = ReadonlyMap<string, unknown>;

/** A setting with the path of its key. */
export type PlacedLeaf = {readonly path: string; readonly leaf: Leaf<unknown, string>};

/** Returns all settings of a section, with their paths. */
export function leavesOf({fields}: Section, parentPath = ''): readonly PlacedLeaf[] {
	return Object.entries(fields).flatMap(([key, field]) => {
		const path = keyPath(parentPath, key);
		return field.kind === 'leaf' ? [{path, leaf: field}] : leavesOf(field, path);
	});
}

/** Reads the settings that are present; `assemble` adds defaults. Throws a UsageError for all mistakes. */
export function readSection({fields}: Section, value: Given, parentPath = ''): Settings {
	if ('enabled' in fields && value.kind === 'scalar' && typeof value.value === 'boolean') {
		throw refusal(value, `an object such as {"enabled": ${value.value}}`);
	}

	const settings = readMembers(value, ({key, subject, value: member}): Iterable<[string, unknown]> => {
		const path = keyPath(parentPath, key);
		const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
		if (field === undefined) {
			throw new UsageError(`${subject()} is not a known key${hint(key, Object.keys(fields))}`);
		}

		if (field.kind === 'section') {
			return readSection(field, member, path);
		}

		const file = fileBeside(key, fields, value);
		if (file && !isNull(member)) {
			throw new UsageError(`${subject()} and ${file.key} cannot be used together`);
		}

		// The secret is read from the file.
		return file ? [] : [...secretBeside({path, key, fields}, member, value), [path, readLeaf(field, member)]];
	});
	return new Map(settings.flatMap(some => [...some]));
}

type PlacedKey = {readonly path: string; readonly key: string; readonly fields: Fields};

/** Returns the member that names a file for the secret of that key, if there is one. */
function fileBeside(key: string, fields: Fields, value: Given): Member | undefined {
	const fileKey = `${key}${fileEnding}`;
	const isThere = value.kind === 'object' && Object.hasOwn(fields, fileKey);
	return isThere ? value.members.find(member => member.key === fileKey && !isNull(member.value)) : undefined;
}

/** Reads the secret of a key such as `passwordFile`, unless the secret itself is also given, which is a mistake. */
function secretBeside({path, key, fields}: PlacedKey, file: Given, value: Given): readonly [string, unknown][] {
	const secretKey = key.endsWith(fileEnding) ? key.slice(0, -fileEnding.length) : '';
	const secret = fields[secretKey];
	const isGiven = value.kind === 'object' && value.members.some(one => one.key === secretKey && !isNull(one.value));
	return secret?.kind === 'leaf' && !isGiven
		? readFromFile({path: path.slice(0, -fileEnding.length), leaf: secret}, file)
		: [];
}

/** Reads a setting from the file with its secret. Returns nothing where secrets are not read or no file is named. */
export function readFromFile({path, leaf}: PlacedLeaf, file: Given): readonly [string, unknown][] {
	const {secrets} = file;
	if (!secrets || file.kind !== 'scalar' || typeof file.value !== 'string') {
		return [];
	}

	const subject = file.subject();
	const text = secrets.fromFile(placed(file, resolved(file, file.value)), subject);
	return [[path, leaf.read(given(leaf.fromText?.(text) ?? text, `${subject}: the content of the file`))]];
}

/** Suffix of a key that names the file of a secret. */
export const fileEnding = 'File';

/** Merges settings; later ones override earlier ones. A secret also removes the file that an earlier layer named for it. */
export function mergeSettings(layers: readonly Settings[]): Settings {
	const merged = new Map<string, unknown>();
	for (const [path, value] of layers.flatMap(layer => [...layer])) {
		merged.delete(`${path}${fileEnding}`);
		merged.set(path, value);
	}

	return merged;
}

function isNull(value: Given): boolean {
	return value.kind === 'scalar' && value.value === null && value.argument === undefined;
}

function readLeaf(leaf: Leaf<unknown, string>, value: Given): unknown {
	const isOptional = leaf.default === undefined && !leaf.isRequired;
	return isOptional && isNull(value) ? undefined : leaf.read(value);
}

/**
Reads every member of an object. Throws a UsageError for repeated keys, of which a JSON parser would silently use the
last.
*/
export function readMembers<Result>(value: Given, read: (member: Member) => Result): readonly Result[] {
	if (value.kind !== 'object') {
		throw refusal(value, 'an object');
	}

	const keys = new Set<string>();
	return readEach(value.members, member => {
		if (keys.has(member.key)) {
			throw new UsageError(`${member.subject()} is set twice`);
		}

		keys.add(member.key);
		return read(member);
	});
}

/** Returns the value of a section: the settings, and defaults for the others. */
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

/** Returns the values of all settings, by path. */
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

/** Returns a section as a file would have it, with secrets masked. */
export function sectionToJson<Whole extends Section>(
	{fields}: Whole,
	value: ValueOf<Whole>,
): {readonly [key: string]: Json} {
	const values = value as Readonly<Record<string, unknown>>;
	return Object.fromEntries(
		Object.entries(fields).flatMap(([key, field]): readonly (readonly [string, Json])[] => {
			const member = values[propertyName(key, field)];
			if (field.kind === 'section') {
				return [[key, sectionToJson(field, member as ValueOf<Section>)]];
			}

			const isInFile = values[`${key}${fileEnding}`] !== undefined;
			return isInFile ? [] : [[key, member === undefined ? null : field.toJson(member)]];
		}),
	);
}

/** Returns the JSON Schema of a section. */
export function sectionSchema({fields}: Section) {
	const requiredKeys = Object.keys(fields).filter(key => {
		const field = fields[key];
		return field?.kind === 'leaf' && field.isRequired;
	});
	const required = requiredKeys.filter(key => !Object.hasOwn(fields, `${key}${fileEnding}`));
	const [inFile] = requiredKeys.filter(key => !required.includes(key));
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
		...(required.length > 0 && {required}),
		...(inFile !== undefined && {anyOf: [{required: [inFile]}, {required: [`${inFile}${fileEnding}`]}]}),
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
	return suggestion(key, known) || `; known keys: ${known.join(', ')}`;
}
