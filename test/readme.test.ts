import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const maxLines = 250;

test(`the README has at most ${maxLines} lines`, () => {
	assert.ok(readme.trimEnd().split('\n').length <= maxLines);
});

test('the README links to every page in docs/', () => {
	const pages = readdirSync(path.join(root, 'docs')).filter(file => file.endsWith('.md'));
	assert.ok(pages.length > 10);
	assert.deepEqual(
		pages.filter(page => !readme.includes(`](docs/${page})`)),
		[],
	);
});

test('the README has no placeholder that is to be filled in', () => {
	assert.doesNotMatch(readme, /HELP_TEXT|COST_TABLE|TODO|TBD/);
});
