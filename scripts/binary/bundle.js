import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {cliBundle, root} from '../cli-bundle.js';
import {collectorsBundle} from '../collectors-bundle.js';

/** What the program never loads on Linux, and native variants that drivers of databases try. */
const leftOut = ['systeminformation', 'pg-native', 'pg-cloudflare', 'cloudflare:sockets', 'osx-temperature-sensor'];

/**
Bundles the program with its optional packages and its web page into one script.

@param {string} outfile
@returns {Promise<import('esbuild').Metafile>}
*/
export async function bundleProgram(outfile) {
	const {metafile} = await build({
		...cliBundle,
		outfile,
		target: 'node24',
		external: leftOut,
		plugins: [...cliBundle.plugins, containedPage, containedCollectors],
	});
	return metafile;
}

/** @type {import('esbuild').Plugin} */
const containedPage = {
	name: 'contained-page',
	setup(bundle) {
		bundle.onLoad({filter: /\/source\/server\/page-file\.ts$/}, () => {
			const folder = path.join(root, 'source/server/page');
			const files = readdirSync(folder).map(name => [name, readFileSync(path.join(folder, name), 'utf8')]);
			return {
				contents: `const files = ${JSON.stringify(Object.fromEntries(files))};
export const readPageFile = async name => files[name];`,
			};
		});
	},
};

/** @type {import('esbuild').Plugin} */
const containedCollectors = {
	name: 'contained-collectors',
	setup(bundle) {
		bundle.onLoad({filter: /\/source\/run\/collectors-file\.ts$/}, async () => ({
			contents: `const text = ${JSON.stringify((await collectorsBundle()).toString('base64'))};
export const readCollectors = async () => Buffer.from(text, 'base64');`,
		}));
	},
};
