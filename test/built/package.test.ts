import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {linksOf} from '../documents/documents.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const {stdout} = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
	cwd: root,
	maxBuffer: 2 ** 26,
});
const [packed] = JSON.parse(stdout) as [{readonly files: ReadonlyArray<{readonly path: string}>}];
const files = packed.files.map(({path: file}) => file);

test('the package contains the program, the library with its types, the documents, the schema and the manual page', () => {
	for (const file of [
		'ARCHITECTURE.md',
		'CHANGELOG.md',
		'CONTRIBUTING.md',
		'LICENSE',
		'THIRD-PARTY-NOTICES',
		'docs/configuration.md',
		'docs/container/Containerfile',
		'docs/prometheus/prometheus.yml',
		'docs/systemd/mon-tui.service',
		'docs/systemd/mon-tui.socket',
		'examples/follow.ts',
		'README.md',
		'bin/mon-tui.js',
		'bin/package.json',
		'dist/cli/cli.cjs',
		'dist/cli/start.cjs',
		'dist/cli/page/index.html',
		'dist/library/index.js',
		'dist/library/index.d.ts',
		'dist/library/server/page/page.js',
		'man/mon-tui.1',
		'schema/config.json',
		'screenshots/wide.svg',
	]) {
		assert.ok(files.includes(file), file);
	}
});

test('the package contains no source and no tests', () => {
	const kinds = files.filter(
		file =>
			!/^(?:bin\/[\w-]+\.js|bin\/package\.json|dist\/cli\/[\w-]+\.cjs(?:\.map)?|dist\/cli\/(?:help|version)\.txt|dist\/cli\/collectors\.cjs\.gz|docs\/[\w/-]+\.(?:md|yml|service|socket)|docs\/container\/Containerfile|examples\/[\w-]+\.(?:ts|js|conf)|dist\/(?:cli|library\/server)\/page\/\w+\.(?:html|css|js|svg)|dist\/library\/[\w/-]+\.(?:js|d\.ts)|man\/mon-tui\.1|schema\/[\w-]+\.json|screenshots\/[\w-]+\.(?:svg|png)|package\.json|(?:ARCHITECTURE|CHANGELOG|CONTRIBUTING|README)\.md|LICENSE|THIRD-PARTY-NOTICES)$/.test(
				file,
			),
	);
	assert.deepEqual(kinds, []);
	assert.deepEqual(
		files.filter(file => /\.test\.|^test\/|fixture/.test(file)),
		[],
	);
});

test('every link in the README and in docs/ leads to a file of the package', () => {
	const links = files
		.filter(file => file === 'README.md' || /^docs\/.*\.md$/.test(file))
		.flatMap(document => linksOf(document).map(({file}) => ({document, file})));
	assert.ok(links.length > 100);
	assert.deepEqual(
		links.filter(({file: target}) => !files.some(file => file === target || file.startsWith(`${target}/`))),
		[],
	);
});

test('what package.json points to is in the package', () => {
	const {bin, exports, main, man, types} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		readonly bin: Readonly<Record<string, string>>;
		readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
		readonly main: string;
		readonly man: readonly string[];
		readonly types: string;
	};
	const targets = [
		...Object.values(bin),
		main,
		types,
		...man,
		...Object.values(exports).flatMap(target => (typeof target === 'string' ? [target] : Object.values(target))),
	];
	for (const target of targets) {
		const [begin = '', end = ''] = target.replace(/^\.\//, '').split('*');
		assert.ok(
			files.some(file => file.startsWith(begin) && file.endsWith(end)),
			target,
		);
	}
});

test('no file contains a path of the machine on which it was built', () => {
	const faults = files.filter(file => readFileSync(path.join(root, file), 'utf8').includes(root));
	assert.deepEqual(faults, []);
});

test('the notices list every bundled package with its licence', () => {
	const {dependencies, devDependencies} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const notices = readFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), 'utf8');
	const [, list = '', ...texts] = notices.split(/\n\n(?:-{80}\n)?(?=- |[@\w/-]+ \d)/);
	const titles = list.split('\n').map(line => line.replace(/^- /, '').trim());
	for (const name of ['ink', 'react', 'react-reconciler', 'yoga-layout', 'ws', 'nodemailer', 'meow', 'jsonc-parser']) {
		assert.ok(
			titles.some(title => title.startsWith(`${name} `)),
			name,
		);
	}

	assert.deepEqual(
		titles.filter(title => !/\((?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)\)$/.test(title)),
		[],
		'a licence with further obligations',
	);
	assert.equal(texts.length, titles.length);
	assert.ok(texts.every(text => /copyright|permission/i.test(text)));
	// Bundled packages are not dependencies of the installed package.
	for (const name of ['ink', 'react', 'meow', 'jsonc-parser', 'string-width']) {
		assert.ok(name in devDependencies && !(name in dependencies), name);
	}
});

test('the program and package.json require the same version of Node.js', () => {
	const {engines} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const program = readFileSync(path.join(root, 'bin/mon-tui.js'), 'utf8');
	assert.equal(/needed = '(\d+\.\d+)\.0'/.exec(program)?.[1], engines.node.replace('>=', ''));
	// Node 12 does not support any of these.
	assert.doesNotMatch(program.replaceAll(/\/\/.*$/gm, ''), /'node:|\?\.|\?\?|\bawait\b|#\w+[ (=;]/);
});
