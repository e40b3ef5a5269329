import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

const root = path.join(import.meta.dirname, '../..');
const entries = readdirSync(root);

/** The documents for contributors. */
const documents = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'source/ui/ink/README.md'];

const textOf = (document: string): string => readFileSync(path.join(root, document), 'utf8');

/**
Targets of links, and words of code that begin with a file or folder of the repository: `source/cli.ts`, and not the `docs` of
`npm run docs`. Of `screenshots/*.svg` and `test/NAME.test.ts` it is the folder.
*/
function pathsIn(document: string): readonly string[] {
	const text = textOf(document);
	const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) =>
		path.join(path.dirname(document), target),
	);
	const code = [...text.matchAll(/^```[\s\S]*?^```$|`[^`]+`/gm)].join(' ').split(/[`\s'()]+/);
	const paths = code
		.filter(word => /[/.]/.test(word) && entries.includes(word.split('/')[0] ?? ''))
		.map(word => (/[*]|NAME/.test(word) ? path.dirname(word) : word));
	return [...links, ...paths];
}

for (const document of documents) {
	test(`every file and folder that ${document} names exists`, () => {
		const paths = pathsIn(document);
		assert.ok(paths.length > 0);
		assert.deepEqual(
			paths.filter(target => !existsSync(path.join(root, target))),
			[],
		);
	});
}

test('ARCHITECTURE.md has a row for every room of source/, in the order in which they may import', () => {
	const rows = [...textOf('ARCHITECTURE.md').matchAll(/^\| \[?([a-z-]+)\b.* \|$/gm)].map(([, name]) => name);
	const table = readFileSync(path.join(root, 'test/architecture.test.ts'), 'utf8');
	const [, order = ''] = /mayImport[^{]*\{([^}]+)\}/.exec(table) ?? [];
	const rooms = readdirSync(path.join(root, 'source'), {withFileTypes: true})
		.filter(entry => entry.isDirectory())
		.map(({name}) => name);
	assert.deepEqual([...rows.slice(1)].sort(), rooms.sort());
	const inTable = [...order.matchAll(/^\t'?([\w-]+)'?:/gm)].map(([, name]) => name ?? '');
	assert.deepEqual(
		rows.filter(name => inTable.includes(name ?? '')),
		inTable.filter(name => rooms.includes(name)),
	);
});
