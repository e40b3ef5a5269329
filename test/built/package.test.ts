import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

const {stdout} = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
	cwd: root,
	maxBuffer: 2 ** 26,
});
const [packed] = JSON.parse(stdout) as [{readonly files: ReadonlyArray<{readonly path: string}>}];
const files = packed.files.map(({path: file}) => file);

test('the package holds the program, the library with its types, the page, the schema and the manual', () => {
	for (const file of [
		'LICENSE',
		'README.md',
		'bin/mon-tui.js',
		'dist/cli/cli.js',
		'dist/cli/page/index.html',
		'dist/library/index.js',
		'dist/library/index.d.ts',
		'dist/library/server/page/page.js',
		'man/mon-tui.1',
		'schema/config.json',
	]) {
		assert.ok(files.includes(file), file);
	}
});

test('and nothing else: no source, no tests, no maps', () => {
	const kinds = files.filter(
		file =>
			!/^(?:bin\/[\w-]+\.js|dist\/cli\/[\w-]+\.js|dist\/(?:cli|library\/server)\/page\/\w+\.(?:html|css|js|svg)|dist\/library\/[\w/-]+\.(?:js|d\.ts)|man\/mon-tui\.1|schema\/[\w-]+\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(
				file,
			),
	);
	assert.deepEqual(kinds, []);
	assert.deepEqual(
		files.filter(file => /\.test\.|^test\/|fixture|\.map$/.test(file)),
		[],
	);
});

test('what package.json points to is in the package', () => {
	const {bin, exports, man} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		readonly bin: Readonly<Record<string, string>>;
		readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
		readonly man: string;
	};
	const targets = [
		...Object.values(bin),
		man,
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

test('no file names a place of the machine it was built on', () => {
	const faults = files.filter(file => readFileSync(path.join(root, file), 'utf8').includes(root));
	assert.deepEqual(faults, []);
});
