import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const inkVersion = '8.0.0';
const inkFolder = path.dirname(fileURLToPath(import.meta.resolve('ink')));
const ownFolder = path.dirname(fileURLToPath(import.meta.url));
const yogaFolder = path.join(path.dirname(fileURLToPath(import.meta.resolve('yoga-layout'))), '..');

/** Specifiers by which modules of Ink import the replaced modules. */
const inkModules = new Set(['./output.js', './line-update.js', './log-update.js']);

/**
Packages that the main module of Ink imports, with the modules that replace them there.

@type {Record<string, string>}
*/
const packagesOfInk = {'ansi-escapes': 'ansi-escapes.ts', 'es-toolkit/compat': 'throttle.ts'};

/** Packages that measure text with string-width 8; mon-tui does too. */
const measuring = ['ink', 'widest-line', 'cli-truncate', 'slice-ansi', 'wrap-ansi'];

/**
Functions of Ink and its packages that are loaded when they are called, each with its module as seen from Ink. They are called
for texts that do not fit and for errors. The packages begin by loading the rules by which Unicode segments text.

@type {Record<string, string>}
*/
const deferred = {
	'wrap-ansi': 'wrap-ansi',
	'cli-truncate': 'cli-truncate',
	'./ErrorOverview.js': './components/ErrorOverview.js',
};

const original = 'original:';
const isOriginal = Symbol('the published module');

/**
An esbuild plugin that replaces modules of Ink and string-width with those of this folder. An import of `original:…` is
resolved as if Ink imported it, and is not replaced.

@returns {import('esbuild').Plugin}
*/
export function inkReplacements() {
	return {
		name: 'ink-replacements',
		setup(build) {
			const {version} = JSON.parse(readFileSync(path.join(inkFolder, '..', 'package.json'), 'utf8'));
			if (version !== inkVersion) {
				throw new Error(`source/ui/ink replaces modules of Ink ${inkVersion}, but Ink ${version} is installed`);
			}

			replaceYoga(build);
			replaceSegmenter(build);
			build.onResolve({filter: /^original:/}, ({path: specifier, kind}) =>
				build.resolve(specifier.slice(original.length), {resolveDir: inkFolder, kind, pluginData: isOriginal}),
			);

			build.onResolve({filter: /^\.\/[\w-]+\.js$/}, ({path: specifier, importer, pluginData}) =>
				pluginData !== isOriginal && path.dirname(importer) === inkFolder && inkModules.has(specifier)
					? {path: path.join(ownFolder, `${path.basename(specifier, '.js')}.ts`)}
					: undefined,
			);

			build.onResolve({filter: /./}, ({path: specifier, importer, pluginData}) => {
				const replacement = packagesOfInk[specifier];
				return replacement !== undefined && pluginData !== isOriginal && importer === path.join(inkFolder, 'ink.js')
					? {path: path.join(ownFolder, replacement)}
					: undefined;
			});

			build.onResolve({filter: /./}, ({path: specifier, importer, pluginData}) =>
				pluginData !== isOriginal && importer.startsWith(inkFolder) && specifier in deferred
					? {path: specifier, namespace: 'deferred'}
					: undefined,
			);
			build.onLoad({filter: /./, namespace: 'deferred'}, ({path: specifier}) => ({
				contents: `export default (...all) => require('original:${deferred[specifier]}').default(...all);`,
			}));
			build.onResolve({filter: /^assert$/}, ({importer}) =>
				importer.includes('/signal-exit/') ? {path: 'assert', namespace: 'unasserted'} : undefined,
			);
			build.onLoad({filter: /./, namespace: 'unasserted'}, () => ({contents: 'exports.equal = () => {};'}));

			build.onResolve({filter: /^string-width$/}, ({importer, pluginData}) =>
				pluginData !== isOriginal && isMeasuring(importer)
					? {path: path.join(ownFolder, 'string-width.ts')}
					: undefined,
			);
		},
	};
}

const segmenter = 'new Intl.Segmenter(undefined, { granularity: "grapheme" })';

/**
Replaces the segmenter that ansi-tokenize makes when it is loaded.

@param {import('esbuild').PluginBuild} build
*/
function replaceSegmenter(build) {
	build.onLoad({filter: /ansi-tokenize[/\\]build[/\\]tokenize\.js$/}, ({path: file}) => {
		const code = readFileSync(file, 'utf8');
		if (!code.includes(segmenter)) {
			throw new Error(`${file} makes no segmenter`);
		}

		const module = JSON.stringify(path.join(ownFolder, 'grapheme-segmenter.ts'));
		return {contents: `import {graphemeSegmenter} from ${module};${code.replace(segmenter, 'graphemeSegmenter()')}`};
	});
}

/** The WebAssembly of the layout engine, in the code that loads it. */
const wasmUrl = /data:application\/octet-stream;base64,([\w+/=]{1000,})/;

/**
Replaces the layout engine. Its files are not exported by its package.

@param {import('esbuild').PluginBuild} build
*/
function replaceYoga(build) {
	const loader = path.join(yogaFolder, 'binaries', 'yoga-wasm-base64-esm.js');
	const code = readFileSync(loader, 'utf8');
	const base64 = wasmUrl.exec(code)?.[1];
	if (base64 === undefined) {
		throw new Error(`${loader} contains no WebAssembly`);
	}

	build.onResolve({filter: /^yoga-layout$/}, ({importer}) =>
		path.dirname(importer) === inkFolder ? {path: path.join(ownFolder, 'yoga.ts')} : undefined,
	);
	build.onResolve({filter: /^original:yoga-layout\/yoga\.wasm$/}, () => ({path: 'yoga.wasm', namespace: 'wasm'}));
	build.onLoad({filter: /.*/, namespace: 'wasm'}, () => ({contents: Buffer.from(base64, 'base64'), loader: 'binary'}));
	build.onResolve({filter: /^original:yoga-layout\//}, ({path: specifier}) => ({
		path: path.join(yogaFolder, specifier.slice('original:yoga-layout/'.length)),
	}));
	build.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, () => ({contents: code.replace(wasmUrl, ''), loader: 'js'}));
}

/**
An esbuild plugin that excludes the React developer tools, which Ink only loads when they are installed and `DEV` is set.

@returns {import('esbuild').Plugin}
*/
export function withoutDevtools() {
	return {
		name: 'without-devtools',
		setup(build) {
			build.onResolve({filter: /^react-devtools-core$/}, ({path: specifier}) => ({
				path: specifier,
				namespace: 'absent',
			}));
			build.onLoad({filter: /.*/, namespace: 'absent'}, () => ({contents: 'export default undefined'}));
		},
	};
}

/**
@param {string} importer
@returns {boolean}
*/
function isMeasuring(importer) {
	const folders = importer.split(path.sep);
	const modules = folders.lastIndexOf('node_modules');
	return modules === -1 || measuring.includes(folders[modules + 1] ?? '');
}
