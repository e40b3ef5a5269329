/** Starts the program that is in this executable, with the code that was compiled when the executable was built. */
import process from 'node:process';
import {getAsset, getRawAsset} from 'node:sea';
import {type CodeCache, codeCache, codeIn} from './code-cache.js';
import {prepareProcess} from './prepare-process.js';
import {runCompiled} from './run-compiled.js';

/** Returns the code in the executable as a cache. One that was built on another architecture has none, and uses the user's. */
function withBuiltIn(cache: CodeCache): CodeCache {
	const builtIn = ((): Buffer | undefined => {
		try {
			return codeIn(Buffer.from(getRawAsset('code') as ArrayBuffer));
		} catch {
			return undefined;
		}
	})();
	return builtIn ? {read: () => builtIn, write() {}} : cache;
}

prepareProcess();
if (process.argv.includes('--debug')) {
	process.setSourceMapsEnabled(true);
}

runCompiled(
	{file: process.execPath, source: getAsset('program', 'latin1'), require},
	withBuiltIn(codeCache(process.env)),
);
