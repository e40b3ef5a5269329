import assert from 'node:assert/strict';
import path from 'node:path';
import {before, describe, it} from 'node:test';
import {build, type Metafile} from 'esbuild';
import {inkReplacements, withoutDevtools} from '../../../source/ui/ink/bundle-plugin.js';

describe('the bundle', () => {
	let inputs: Metafile['inputs'];

	before(async () => {
		const root = path.join(import.meta.dirname, '../../..');
		const {metafile} = await build({
			stdin: {
				contents: "import 'ink'; import 'cli-table3'; export * from './source/ui/drawing/text.ts';",
				resolveDir: root,
			},
			absWorkingDir: root,
			bundle: true,
			format: 'esm',
			platform: 'node',
			write: false,
			metafile: true,
			plugins: [inkReplacements(), withoutDevtools()],
		});
		({inputs} = metafile);
	});

	const imported = (importer: string, specifier: string): string | undefined =>
		inputs[importer]?.imports.find(({original}) => original === specifier)?.path;

	for (const [importer, specifier, replacement] of [
		['node_modules/ink/build/renderer.js', './output.js', 'source/ui/ink/output.ts'],
		['node_modules/ink/build/log-update.js', './line-update.js', 'source/ui/ink/line-update.ts'],
		['node_modules/ink/build/output.js', 'string-width', 'source/ui/ink/string-width.ts'],
		['node_modules/ink/build/ink.js', 'ansi-escapes', 'source/ui/ink/ansi-escapes.ts'],
		['node_modules/ink/build/ink.js', 'es-toolkit/compat', 'source/ui/ink/throttle.ts'],
		['node_modules/ink/build/wrap-text.js', 'wrap-ansi', 'deferred:wrap-ansi'],
		['node_modules/ink/build/wrap-text.js', 'cli-truncate', 'deferred:cli-truncate'],
		['node_modules/ink/build/components/ErrorBoundary.js', './ErrorOverview.js', 'deferred:./ErrorOverview.js'],
		['node_modules/signal-exit/index.js', 'assert', 'unasserted:assert'],
		['node_modules/ink/build/dom.js', 'yoga-layout', 'source/ui/ink/yoga.ts'],
		['node_modules/widest-line/index.js', 'string-width', 'source/ui/ink/string-width.ts'],
		['node_modules/cli-truncate/index.js', 'string-width', 'source/ui/ink/string-width.ts'],
		['source/ui/drawing/text.ts', 'string-width', 'source/ui/ink/string-width.ts'],
	] as const) {
		it(`has ${replacement} for ${specifier} of ${importer}`, () => {
			assert.equal(imported(importer, specifier), replacement);
		});
	}

	it('keeps the published modules for the replacements themselves and for packages other than Ink', () => {
		assert.match(imported('source/ui/ink/output.ts', './memory.js') ?? '', /^source\/ui\/ink\/memory\.ts$/);
		assert.equal(
			imported('source/ui/ink/line-update.ts', 'original:./line-update.js'),
			'node_modules/ink/build/line-update.js',
		);
		assert.match(
			imported('source/ui/ink/string-width.ts', 'original:string-width') ?? '',
			/^node_modules\/.*string-width\/index\.js$/,
		);
		assert.match(imported('node_modules/cli-table3/src/utils.js', 'string-width') ?? '', /^node_modules\//);
		assert.match(imported('node_modules/ink/build/measure-text.js', 'widest-line') ?? '', /^node_modules\//);
	});
});
