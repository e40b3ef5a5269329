/** Starts the program `cli.cjs`, which is next to this module in the build. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {codeCache} from './code-cache.js';
import {prepareProcess} from './prepare-process.js';
import {runCompiled} from './run-compiled.js';

const file = path.join(__dirname, 'cli.cjs');

prepareProcess();
if (process.argv.includes('--debug')) {
	// Stacks then name the files of the repository. Node reads source maps of modules only.
	process.setSourceMapsEnabled(true);
	require(file);
} else {
	runCompiled({file, source: readFileSync(file, 'latin1'), require}, codeCache(process.env));
}
