import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {anchorsOf, documents, linksOf, root} from './documents.js';

test('the repository has documents with links', () => {
	assert.ok(documents.includes('README.md') && documents.includes('docs/security.md'));
	assert.ok(documents.flatMap(linksOf).length > 100);
});

for (const document of documents) {
	test(`every link in ${document} leads to a file and a heading`, () => {
		const dead = linksOf(document).filter(
			({file, anchor}) =>
				!existsSync(path.join(root, file)) || (anchor !== '' && file.endsWith('.md') && !anchorsOf(file).has(anchor)),
		);
		assert.deepEqual(
			dead.map(({text}) => text),
			[],
		);
	});
}
