import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {after, suite, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {codeBlocks} from './helpers/code-blocks.js';
import {temporaryDirectory} from './helpers/temporary-directory.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = createRequire(import.meta.url)
	.resolve('typescript/package.json')
	.replace('package.json', 'bin/tsc');

/** A directory with a file for every block of code in the pages. */
const directory = temporaryDirectory();
after(() => directory[Symbol.dispose]());
const examples = ['README.md', 'docs/library-guide.md', 'docs/from-the-python-version.md'].flatMap(page =>
	codeBlocks(readFileSync(path.join(root, page), 'utf8'), 'ts').map(({title, number, code}) => {
		const name = `${page}-${title}-${number}`.toLowerCase().replaceAll(/[^a-z\d]+/g, '-');
		writeFileSync(directory.file(`${name}.ts`), code);
		return {title: `${page}, ${title}, block ${number}`, file: directory.file(`${name}.ts`)};
	}),
);
const project = directory.file('tsconfig.json');
writeFileSync(
	project,
	JSON.stringify({
		extends: path.join(root, 'tsconfig.json'),
		compilerOptions: {
			rootDir: '/',
			// A variable of `await using` need not be used.
			noUnusedLocals: false,
			typeRoots: [path.join(root, 'node_modules/@types')],
			paths: {'mon-tui': [path.join(root, 'source/index.ts')]},
		},
		include: ['*.ts'],
	}),
);
writeFileSync(directory.file('package.json'), '{"type": "module"}');

test('the pages have examples', () => {
	assert.ok(examples.length > 20, `${examples.length} examples`);
});

test('the types of every example are right', () => {
	const {stdout, status} = spawnSync(process.execPath, [compiler, '-p', project], {encoding: 'utf8'});
	assert.deepEqual({stdout, status}, {stdout: '', status: 0});
});

suite('every example runs', {concurrency: 2}, () => {
	for (const {title, file} of examples) {
		test(title, async () => {
			const {stdout, stderr} = await run(
				process.execPath,
				[`--import=${import.meta.resolve('./helpers/tsx-in-threads.js')}`, file],
				{
					cwd: directory.path,
					env: {...process.env, TSX_TSCONFIG_PATH: project, NODE_NO_WARNINGS: '1'},
					timeout: 60_000,
				},
			);
			assert.equal(stderr, '');
			assert.notEqual(stdout, '');
		});
	}
});
