import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {cliBundle} from './cli-bundle.js';

/**
Returns the program that is sent to a machine with Node and without mon-tui: a script that needs no other file, compressed.

@returns {Promise<Buffer>}
*/
export async function collectorsBundle() {
	const {outputFiles} = await build({
		...cliBundle,
		entryPoints: ['source/run/link-program.ts'],
		write: false,
		format: 'cjs',
		target: 'node20.19',
		// The program is a function and has no file from which it could import others.
		supported: {'dynamic-import': false},
		external: ['systeminformation'],
		minify: true,
	});
	return gzipSync(outputFiles[0].contents, {level: 9});
}
