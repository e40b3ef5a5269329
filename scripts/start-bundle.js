import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {build} from 'esbuild';
import {root} from './cli-bundle.js';

/**
Bundles what starts a program of ASCII text, into a file that contains the digest of the program.

@param {string} entryPoint
@param {string} outfile
@param {string} program The bundled program
*/
export async function bundleStart(entryPoint, outfile, program) {
	const code = readFileSync(program, 'utf8');
	// The engine holds a text with other characters with two bytes for each of all its characters.
	const other = /[^\0-\x7F]/u.exec(code);
	if (other) {
		throw new Error(`${program} is not ASCII: "${other[0]}" in a regular expression must be written as \\uXXXX`);
	}

	const digest = createHash('sha256').update(code).digest('hex');
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
