import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {cyclesOf, floorsOf, importGraph, roomGraph} from '../../scripts/structure/import-graph.js';
import {listsOf} from '../../scripts/structure/lists.js';
import {codeLines, readSource} from '../../scripts/structure/source-files.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('a list is found in an array, an object, its type, a switch, a union, and in pairs', () => {
	const lists = (code: string) => listsOf(code).filter(({names}) => names.length > 0);
	assert.deepEqual(lists("\nconst all = ['a', 'b'];"), [{kind: 'array', line: 2, names: ['a', 'b']}]);
	assert.deepEqual(lists("const all = {a, b: {}, 'c-d': 1, e() {}};"), [
		{kind: 'object', line: 1, names: ['a', 'b', 'c-d', 'e']},
	]);
	assert.deepEqual(lists('type All = {\n\treadonly a: A;\n\tb?: B;\n};')[0]?.names, ['a', 'b']);
	assert.deepEqual(lists("switch (x) {case 'a': return 1; case 'b': return 2;}"), [
		{kind: 'switch', line: 1, names: ['a', 'b']},
	]);
	assert.deepEqual(lists("type All = 'a' | 'b';"), [{kind: 'union', line: 1, names: ['a', 'b']}]);
	assert.deepEqual(lists("new Map([['a', 1], ['b', 2]])")[0]?.names, ['a', 'b']);
});

test('an import is no list, nor is what stands in a text or a regular expression', () => {
	assert.deepEqual(listsOf("import {a, b} from './a.js';\nimport type {c} from './c.js';"), []);
	assert.deepEqual(listsOf("const text = `['a', 'b']`;\nconst pattern = /['a', 'b']/;"), []);
});

test('code is counted without comments and blank lines, and imports make files and rooms into a graph', () => {
	using folder = temporaryDirectory();
	const write = (file: string, text: string) => writeFileSync(folder.file(file), text);
	write('a.ts', "/* A comment\nof two lines. */\n\nimport {b} from './b.js'; // c\nconst url = 'http://host';\n");
	write('b.ts', "import {c} from './c.js';\n// import {a} from './a.js';\n");
	write('c.tsx', '');
	const files = readSource(folder.path);
	assert.deepEqual(
		files.map(file => [file.file, file.lines, codeLines(file)]),
		[
			['a.ts', 5, 2],
			['b.ts', 2, 1],
			['c.tsx', 0, 0],
		],
	);
	const rooms = roomGraph(importGraph(files));
	assert.deepEqual([...(rooms.get('a') ?? [])], ['b']);
	assert.equal(floorsOf(rooms), 3);
	assert.deepEqual(cyclesOf(rooms), []);
	write('c.tsx', "import {a} from './a.js';\n");
	const circle = importGraph(readSource(folder.path));
	assert.deepEqual(cyclesOf(circle), [['a.ts', 'b.ts', 'c.tsx']]);
	assert.equal(floorsOf(circle), undefined);
});
