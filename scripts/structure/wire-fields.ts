import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {SourceFile} from './source-files.js';

type Fields = ReadonlySet<string>;

/** The names of Prometheus end with a base unit, or `_total`. */
const family = /'([a-z]+(?:_[a-z]+)*_(?:bytes|seconds|ratio|percent|celsius|watts|hertz|total))'/g;

/** Returns the fields of each section of `data` that has three or more, from the JSON Schema of the server's messages. */
export function wireSections(root: string): readonly Fields[] {
	const schema: unknown = JSON.parse(readFileSync(path.join(root, 'schema', 'server-message.json'), 'utf8'));
	const data = propertiesIn(schema).find(properties => 'memory' in properties && 'temperatures' in properties) ?? {};
	return Object.values(data)
		.map(section => new Set(propertiesIn(section).flatMap(Object.keys)))
		.filter(fields => fields.size >= 3);
}

/** Whether a file names at least half of the fields of a section, or at least two families of Prometheus. */
export function describesNumbers({code}: SourceFile, sections: readonly Fields[]): boolean {
	const named = new Set(
		[...code.matchAll(/'(\w+)'|(?<![\w.'])(\w+)(?=\??:)/g)].map(([, text, key]) => text ?? key ?? ''),
	);
	const families = new Set([...code.matchAll(family)].map(([, name]) => name));
	return (
		families.size >= 2 || sections.some(fields => [...fields].filter(name => named.has(name)).length * 2 >= fields.size)
	);
}

function propertiesIn(schema: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
	if (typeof schema !== 'object' || schema === null) {
		return [];
	}

	const own = 'properties' in schema ? [schema.properties as Readonly<Record<string, unknown>>] : [];
	return [...own, ...Object.values(schema).flatMap(propertiesIn)];
}
