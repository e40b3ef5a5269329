import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build, type Plugin} from 'esbuild';
import {withoutDevtools} from '../../../source/ui/ink/bundle-plugin.js';

const root = path.join(import.meta.dirname, '../../..');

/**
Bundles a program like the CLI with the given plugins, and imports it. Paths are relative to the root of the repository.
*/
export async function bundled<Exports>(contents: string, plugins: readonly Plugin[]): Promise<Exports> {
	const folder = await mkdtemp(path.join(tmpdir(), 'bundled-'));
	try {
		const outfile = path.join(folder, 'bundle.mjs');
		await build({
			stdin: {contents, resolveDir: root, loader: 'tsx'},
			outfile,
			bundle: true,
			format: 'esm',
			platform: 'node',
			target: 'node20',
			jsx: 'automatic',
			define: {'process.env.NODE_ENV': '"production"'},
			banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
			plugins: [...plugins, withoutDevtools()],
			logLevel: 'error',
		});
		return (await import(pathToFileURL(outfile).href)) as Exports;
	} finally {
		await rm(folder, {recursive: true});
	}
}
