import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {build} from 'esbuild';
import {root} from './cli-bundle.js';

/**
Bundles what starts the program, into a file that names the program it starts.

@param {string} entryPoint
@param {string} outfile
@param {string} program The bundled program
*/
export async function bundleStart(entryPoint, outfile, program) {
	const digest = createHash('sha256').update(readFileSync(program)).digest('hex');
	await build({
		absWorkingDir: root,
		entryPoints: [entryPoint],
		outfile,
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20.19',
		define: {MON_TUI_BUILD: JSON.stringify(digest.slice(0, 16))},
		minify: true,
		logLevel: 'warning',
	});
}
