import path from 'node:path';
import {accepted, type Reader} from '../../support/reader.js';
import {quoted, shown} from '../../support/shown.js';
import {UsageError} from './usage-error.js';

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** Where secrets are that a configuration only points to. */
export type Secrets = {
	/** What a file holds. Throws a UsageError that begins with `subject`, and never has the content in it. */
	fromFile(file: string, subject: string): string;
	/** `undefined` when it is not set, or empty. Missing where `${NAME}` is a text like any other. */
	readonly variable?: (name: string) => string | undefined;
};

/**
A value somebody gave, from wherever, not yet read. A setting is a reader (`support/reader.ts`) of such a value: it names the
place of what is wrong, and finds all that is wrong at once, keys that nobody knows included.
*/
export type Given = {
	/**
	The value's name and place, to begin a message with: `config.json:3:14: metrics.gpu.interval`, `--interval`. Asked only
	for a message: counting lines for every value of a file would be slow.
	*/
	readonly subject: () => string;
	/** `undefined` where secrets are not wanted, so that nobody needs to have them. */
	readonly secrets?: Secrets | undefined;
	/** Where relative paths begin: the folder of the file. `undefined`: where the program was started. */
	readonly directory?: string | undefined;
	/** What a program passed. It leaves out with `undefined`; `null`, which the file may have for that, is a mistake there. */
	readonly argument?: {readonly raw: unknown} | undefined;
} & (
	| {readonly kind: 'scalar'; readonly value: unknown}
	| {readonly kind: 'list'; readonly items: readonly Given[]}
	| {readonly kind: 'object'; readonly members: readonly Member[]}
);

/** In the order of the file, and as often as it is there: a parsed object would hide the first of two. */
export type Member = {
	readonly key: string;
	/** As in `Given`, but the place is that of the key. */
	readonly subject: () => string;
	readonly value: Given;
};

/** A value without places inside it: from the environment, a flag or a program. */
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

/** `metrics.gpu`, and `headers["X-Token"]` where a dot would mislead. */
export function keyPath(parent: string, key: string): string {
	if (!/^[\w$-]+$/.test(key)) {
		return `${parent}[${quoted(key)}]`;
	}

	return parent === '' ? key : `${parent}.${key}`;
}

/** How the value at a path is called, with its place, where it was given; the path itself where it was not. */
export function subjectAt(root: Given | undefined, path: string): string {
	return (root && findSubject(root, '', path)) ?? path;
}

function findSubject(value: Given, ownPath: string, wanted: string): string | undefined {
	const inside: readonly (readonly [path: string, subject: () => string, value: Given])[] =
		value.kind === 'object'
			? value.members.map(member => [keyPath(ownPath, member.key), member.subject, member.value])
			: value.kind === 'list'
				? value.items.map((item, index) => [`${ownPath}[${index}]`, item.subject, item])
				: [];
	for (const [path, subject, deeper] of inside) {
		const found = path === wanted ? subject() : wanted.startsWith(path) ? findSubject(deeper, path, wanted) : undefined;
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
}

/** A path as the program takes it: in a file, it counts from the folder of that file. */
export function placed({directory}: Given, file: string): string {
	return directory === undefined ? file : path.resolve(directory, file);
}

/** `… must be one of "auto", "line", not 7`. */
export function refusal(value: Given, allowed: string): UsageError {
	const found = value.kind === 'scalar' ? value.value : value.kind === 'list' ? value.items : {};
	return new UsageError(`${value.subject()} must be ${allowed}, not ${shown(found)}`);
}

/** Throws a UsageError that names the place. */
export function readScalar<Value>(reader: Reader<Value>, value: Given): Value {
	const found = value.kind === 'scalar' ? accepted(reader, value.value) : undefined;
	if (found === undefined) {
		throw refusal(value, reader.allowed);
	}

	return found;
}

/** The member of an object, if it is there. */
export function memberOf(value: Given | undefined, wanted: string): Given | undefined {
	return value?.kind === 'object' ? value.members.find(({key}) => key === wanted)?.value : undefined;
}

/** What is given as text, if it is one. */
export function textOf(value: Given | undefined): string | undefined {
	return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
