import path from 'node:path';
import {accepted, type Reader} from '../../support/reader.js';
import {quoted, shown} from '../../support/shown.js';
import {UsageError} from './usage-error.js';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** The sources of secrets to which a configuration refers. */
export type Secrets = {
	/** Returns the secret in a file. Throws a UsageError that begins with `subject` and never contains the secret. */
	fromFile(file: string, subject: string): string;
	/** Returns a variable; `undefined` if it is not set or empty. Absent: `${NAME}` is not replaced. */
	readonly variable?: (name: string) => string | undefined;
};

/**
A value from a file, a variable, a flag or a program, before validation. A setting is a reader (`support/reader.ts`) of such
a value. It reports the place of every mistake, all at once, including unknown keys.
*/
export type Given = {
	/**
	Returns the name and place of the value, with which a message begins: `config.json:3:14: metrics.gpu.interval`,
	`--interval`. Called only for messages: counting lines for every value of a file would be slow.
	*/
	readonly subject: () => string;
	/** `undefined` where secrets are not needed and therefore not read. */
	readonly secrets?: Secrets | undefined;
	/** Directory for relative paths: that of the file. `undefined`: the working directory. */
	readonly directory?: string | undefined;
	/** The value that a program passed. There `undefined` means absent, and `null`, which a file may use for that, is a mistake. */
	readonly argument?: {readonly raw: unknown} | undefined;
} & (
	| {readonly kind: 'scalar'; readonly value: unknown}
	| {readonly kind: 'list'; readonly items: readonly Given[]}
	| {readonly kind: 'object'; readonly members: readonly Member[]}
);

/** A member of an object, in the order of the file. Repeated keys are kept: a parsed object would hide the first of two. */
export type Member = {
	readonly key: string;
	/** Returns the name of the value and the place of its key. */
	readonly subject: () => string;
	readonly value: Given;
};

/** Wraps a value that has no places inside: from the environment, a flag or a program. */
export function given(value: Json, name: string, secrets?: Secrets): Given {
	const subject = () => name;
	if (isList(value)) {
		return {subject, secrets, kind: 'list', items: value.map(item => given(item, name, secrets))};
	}

	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value).map(([key, member]) => {
			const path = keyPath(name, key);
			return {key, subject: () => path, value: given(member, path, secrets)};
		});
		return {subject, secrets, kind: 'object', members};
	}

	return {subject, secrets, kind: 'scalar', value};
}

/** Returns the path of a key: `metrics.gpu`, or `headers["X-Token"]` where a dot would be ambiguous. */
export function keyPath(parent: string, key: string): string {
	if (!/^[\w$-]+$/.test(key)) {
		return `${parent}[${quoted(key)}]`;
	}

	return parent === '' ? key : `${parent}.${key}`;
}

/** Returns the name and place of the value at a path; the path itself if there is no such value. */
export function subjectAt(root: Given | undefined, path: string): string {
	return (root && findSubject(root, '', path)) ?? path;
}

function findSubject(value: Given, parentPath: string, searched: string): string | undefined {
	const inside: readonly (readonly [path: string, subject: () => string, value: Given])[] =
		value.kind === 'object'
			? value.members.map(member => [keyPath(parentPath, member.key), member.subject, member.value])
			: value.kind === 'list'
				? value.items.map((item, index) => [`${parentPath}[${index}]`, item.subject, item])
				: [];
	for (const [path, subject, deeper] of inside) {
		const found =
			path === searched ? subject() : searched.startsWith(path) ? findSubject(deeper, path, searched) : undefined;
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

/** Resolves a path of a file against the directory of that file. */
export function placed({directory}: Given, file: string): string {
	return directory === undefined ? file : path.resolve(directory, file);
}

/** Returns the error for a value that is not allowed: `… must be one of "auto", "line", not 7`. */
export function refusal(value: Given, allowed: string): UsageError {
	const found = value.kind === 'scalar' ? value.value : value.kind === 'list' ? value.items : {};
	return new UsageError(`${value.subject()} must be ${allowed}, not ${shown(found)}`);
}

/** Reads a value that is not a list and not an object. Throws a UsageError that names the place. */
export function readScalar<Value>(reader: Reader<Value>, value: Given): Value {
	const found = value.kind === 'scalar' ? accepted(reader, value.value) : undefined;
	if (found === undefined) {
		throw refusal(value, reader.allowed);
	}

	return found;
}

/** Returns the member of an object, if there is one. */
export function memberOf(value: Given | undefined, name: string): Given | undefined {
	return value?.kind === 'object' ? value.members.find(({key}) => key === name)?.value : undefined;
}

/** Returns the value if it is a string. */
export function textOf(value: Given | undefined): string | undefined {
	return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
