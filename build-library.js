import {execFileSync} from 'node:child_process';
import {cpSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {build} from 'esbuild';

const {version} = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const compiler = createRequire(import.meta.url)
	.resolve('typescript/package.json')
	.replace('package.json', 'bin/tsc');

rmSync(new URL('dist/library', import.meta.url), {recursive: true, force: true});
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.library.json'], {
	cwd: import.meta.dirname,
	stdio: 'inherit',
});
// The compiler puts in no version.
await build({
	absWorkingDir: import.meta.dirname,
	entryPoints: ['source/support/version.ts'],
	outfile: 'dist/library/support/version.js',
	allowOverwrite: true,
	define: {MON_TUI_VERSION: JSON.stringify(version)},
	format: 'esm',
	minifySyntax: true,
});
// The server reads its page from beside itself.
cpSync(new URL('source/server/page', import.meta.url), new URL('dist/library/server/page', import.meta.url), {
	recursive: true,
});
