import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {root} from './documents.js';

/** Words that the manuals of the field do not use, and what they use instead. */
const banned: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
	[/\btell(?:s|ing)?\b|\btold\b/gi, 'report, send, print, return; notified'],
	[/\banew\b|\bonce more\b/gi, 'again'],
	[/\bwhoever\b|\bsomebody\b|\bnobody\b|\bthose who\b/gi, 'the user, the client, no client'],
	[/\bgo(?:es|ing)? on\b/gi, 'continues'],
	[/\bgoodbye\b/gi, 'shutdown'],
	[/\bjudg(?:es?|ed|ing|ements?|ments?)\b/gi, 'evaluate, evaluation'],
	[/\bwish(?:es|ed)?\b/gi, 'request'],
	[/\bobeys?\b|\badopts?\b|\bcomplains?\b/gi, 'apply, handle, print'],
	[/\beased\b/gi, 'deescalated'],
];

/** Such a beginning needs the sentence before it. Editors show a docstring alone. */
const fragment = /^(?:Of|By|The same|What is)\b/;

const files = execFileSync('git', ['ls-files', 'source', 'scripts', 'examples', 'docs', 'schema', 'man', '*.md'], {
	cwd: root,
	encoding: 'utf8',
})
	.split('\n')
	.filter(file => /\.(?:tsx?|js|md|json|1|html|css|service|yml)$/.test(file) && existsSync(path.join(root, file)));

/** Words in files that mon-tui or an earlier version of it wrote. */
const allowed: ReadonlySet<string> = new Set([
	'source/alerts/alert.ts: eased',
	'source/alerts/engine/persisted-states.ts: told',
	'source/alerts/engine/persisted-states-shape.ts: told',
	'docs/library.md: told',
]);

test('no text uses a word of a private language', () => {
	const found = files.flatMap(file => {
		const text = readFileSync(path.join(root, file), 'utf8');
		return banned.flatMap(([pattern, instead]) =>
			[...text.matchAll(pattern)]
				.filter(([word]) => !allowed.has(`${file}: ${word.toLowerCase()}`))
				.map(({0: word, index}) => `${file}:${lineOf(text, index)}: ${word}; write ${instead}`),
		);
	});
	assert.equal(found.join('\n'), '');
});

test('the first sentence of every docstring stands alone', () => {
	const found = files
		.filter(file => /\.tsx?$/.test(file))
		.flatMap(file => {
			const text = readFileSync(path.join(root, file), 'utf8');
			return [...text.matchAll(/\/\*\*\s+(\S[^\n]*)/g)]
				.filter(([, first = '']) => fragment.test(first))
				.map(({1: first, index}) => `${file}:${lineOf(text, index)}: ${first}`);
		});
	assert.equal(found.join('\n'), '');
});

test('the title of no test uses such a word', () => {
	const tests = execFileSync('git', ['ls-files', 'test'], {cwd: root, encoding: 'utf8'}).split('\n');
	const found = tests
		.filter(file => /\.test\.tsx?$/.test(file))
		.flatMap(file =>
			[...readFileSync(path.join(root, file), 'utf8').matchAll(/\b(?:test|it|describe)\((['`])(.*?)\1/g)].flatMap(
				([, , title = '']) => (banned.some(([pattern]) => title.search(pattern) !== -1) ? [`${file}: ${title}`] : []),
			),
		);
	assert.equal(found.join('\n'), '');
});

function lineOf(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}
