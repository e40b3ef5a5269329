import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {libraryGroups, parseDeclarations} from '../scripts/docs/declarations.js';
import {generatedFiles} from '../scripts/docs/generate.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const declarations = (await libraryGroups(root)).flatMap(group => group.declarations);

for (const [file, text] of await generatedFiles()) {
	test(`${file} is up to date; npm run docs writes it`, () => {
		assert.equal(readFileSync(path.join(root, file), 'utf8'), text);
	});
}

test('every exported name has a docstring', () => {
	assert.ok(declarations.length > 100);
	const undocumented = declarations.filter(({doc}) => doc === '').map(({name}) => name);
	assert.deepEqual(undocumented, []);
});

test('every type that a declaration names can be imported', () => {
	const exported = new Set(declarations.map(({name}) => name));
	const missing = declarations.flatMap(({name, code}) =>
		[...withoutText(code).matchAll(/(?<![\w.'"])[A-Z]\w+(?![\w?]*\??:)/g)]
			.map(([type]) => type)
			.filter(type => !exported.has(type) && !isGlobal(type) && !isParameter(type, code))
			.map(type => `${name} names ${type}`),
	);
	assert.deepEqual([...new Set(missing)], []);
});

test('a declaration of any length is read with its docstring', () => {
	const file = [
		"import type { A } from './a.js';",
		'/** One. */',
		'export type One = {',
		'    /** Inside. */',
		'    readonly a: A;',
		'};',
		'export declare const two: number;',
		'/**',
		'Three.',
		'*/',
		'export declare function three(): void;',
		'/** Hidden. */',
		'declare function hidden(): void;',
	].join('\n');
	assert.deepEqual(parseDeclarations(file), [
		{name: 'One', kind: 'type', doc: 'One.', code: 'type One = {\n\t/** Inside. */\n\treadonly a: A;\n};'},
		{name: 'two', kind: 'const', doc: '', code: 'const two: number;'},
		{name: 'three', kind: 'function', doc: 'Three.', code: 'function three(): void;'},
	]);
});

test('a union is read to its end, with docstrings of its members', () => {
	const file = [
		'/** A union. */',
		'export type Union = ',
		'/** One. */',
		'{',
		'    readonly one: 1;',
		'}',
		'/** Two. */',
		' | {',
		'    readonly two: 2;',
		'};',
		'/** Another. */',
		'export type Another = 3;',
	].join('\n');
	assert.deepEqual(parseDeclarations(file), [
		{
			name: 'Union',
			kind: 'type',
			doc: 'A union.',
			code: 'type Union =\n/** One. */\n{\n\treadonly one: 1;\n}\n/** Two. */\n | {\n\treadonly two: 2;\n};',
		},
		{name: 'Another', kind: 'type', doc: 'Another.', code: 'type Another = 3;'},
	]);
});

function withoutText(code: string): string {
	return code.replaceAll(/\/\*\*[\s\S]*?\*\//g, '').replaceAll(/'[^']*'|"[^"]*"/g, '');
}

const libraryTypes = new Set(
	'Omit Pick Partial Required Readonly ReadonlyArray Record Exclude Extract NonNullable ReturnType ReadonlyMap ReadonlySet Iterable IterableIterator AsyncIterable AsyncGenerator Uint8Array'.split(
		' ',
	),
);

/** Whether a type belongs to the language or to Node.js. */
function isGlobal(type: string): boolean {
	return (
		type in globalThis ||
		libraryTypes.has(type) ||
		['Disposable', 'AsyncDisposable', 'ErrorOptions', 'IncomingMessage', 'ServerResponse', 'Server', 'NodeJS'].includes(
			type,
		)
	);
}

/** Whether a type is a parameter: `Value` in `Reading<Value>`, `Name` in a mapped type. */
function isParameter(type: string, code: string): boolean {
	return new RegExp(`[<,[]\\s*(?:const )?${type}\\b(?: extends| in|[,>= ])`).test(code);
}
