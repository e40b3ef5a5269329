import {readFileSync} from 'node:fs';
import path from 'node:path';
import {inkReplacements, withoutDevtools} from '../source/ui/ink/bundle-plugin.js';
import {requiredModules} from './required-modules.js';

export const root = path.dirname(import.meta.dirname);
export const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
The options of esbuild that the bundle of the npm package and that of the single file share. Both are CommonJS, whose compiled
code Node can keep; it has no `await` at the top and no `import.meta`, so the program is an async function that is called.

@satisfies {import('esbuild').BuildOptions}
*/
export const cliBundle = {
	absWorkingDir: root,
	entryPoints: ['source/cli.ts'],
	bundle: true,
	format: 'esm',
	platform: 'node',
	jsx: 'automatic',
	// Code that Node 20 has kept cannot import modules.
	supported: {'dynamic-import': false},
	// The `main` of some packages is a format that hides its imports from the bundler.
	mainFields: ['module', 'main'],
	define: {
		'process.env.NODE_ENV': '"production"',
		MON_TUI_VERSION: JSON.stringify(version),
		'import.meta': 'importMeta',
	},
	banner: {
		js: "'use strict';(async()=>{const importMeta={url:require('node:url').pathToFileURL(__filename).href};",
	},
	footer: {js: '})();'},
	minify: true,
	// Node prints the line of the code above an error that is not caught.
	lineLimit: 160,
	plugins: [inkReplacements(), withoutDevtools(), requiredModules()],
	metafile: true,
	logLevel: 'warning',
};
