import {execFileSync} from 'node:child_process';
import {cpSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {build} from 'esbuild';

const root = path.dirname(import.meta.dirname);
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const compiler = createRequire(import.meta.url)
	.resolve('typescript/package.json')
	.replace('package.json', 'bin/tsc');

rmSync(path.join(root, 'dist/library'), {recursive: true, force: true});
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.library.json'], {
	cwd: root,
	stdio: 'inherit',
});
// The compiler puts in no version.
await build({
	absWorkingDir: root,
	entryPoints: ['source/support/version.ts'],
	outfile: 'dist/library/support/version.js',
	allowOverwrite: true,
	define: {MON_TUI_VERSION: JSON.stringify(version)},
	format: 'esm',
	minifySyntax: true,
});
// The server reads its page from beside itself.
cpSync(path.join(root, 'source/server/page'), path.join(root, 'dist/library/server/page'), {
	recursive: true,
});
