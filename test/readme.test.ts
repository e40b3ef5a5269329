import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {helpText} from '../source/config/help/help-text.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};

test('the help in the README is the help of the program, word for word', () => {
	const [, shown] = /\$ mon-tui --help\n([\s\S]*?)\n```/.exec(readme) ?? [];
	assert.equal(shown, helpText(version));
});

test('every picture and file that the README names is there', () => {
	const targets = [...readme.matchAll(/\]\(((?!https?:|#)[^)]+)\)/g)].map(([, target = '']) => target);
	assert.ok(targets.length > 0);
	assert.deepEqual(
		targets.filter(target => !existsSync(path.join(root, target))),
		[],
	);
});

test('nothing is left to be filled in', () => {
	assert.doesNotMatch(readme, /HELP_TEXT|COST_TABLE|TODO|TBD/);
});
