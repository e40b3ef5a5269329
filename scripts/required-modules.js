import {readFileSync} from 'node:fs';
import {createRequire, isBuiltin} from 'node:module';

const namespace = 'required';
/** Modules that Node.js itself has loaded when a program starts. */
const present = new Set(['buffer', 'events', 'fs', 'path', 'process', 'timers', 'url', 'util']);
const requireHere = createRequire(import.meta.url);

/**
An esbuild plugin that loads React and the modules of Node.js with `require` instead of `import`: when the first module that
imports them is run, and most modules of Node.js even later, when an export of theirs is first used.

Of a module of Node.js, only the exports that the importing module names are read: some print a warning, and `WebSocket` of
`node:http` loads the whole `fetch`. What esbuild generates for an `import` of CommonJS copies all exports, once for each
importing module, and nearly all modules of the screen import React.

@returns {import('esbuild').Plugin}
*/
export function requiredModules() {
	return {
		name: 'required-modules',
		setup(build) {
			build.onResolve({filter: /^[a-z]/}, ({path, kind, importer, resolveDir}) => {
				if (kind !== 'import-statement' || !(isBuiltin(path) || isReact(path))) {
					return undefined;
				}

				const names = isReact(path) ? Object.keys(requireHere(path)) : namesFor(importer, path);
				return {path: [path, ...names.sort()].join(' '), namespace, sideEffects: false, pluginData: resolveDir};
			});
			build.onLoad({filter: /.*/, namespace}, ({path, pluginData}) => {
				const [specifier = '', ...names] = path.split(' ');
				const missing = names.find(name => name !== 'default' && !(name in requireHere(specifier)));
				if (missing !== undefined) {
					throw new Error(`${specifier} has no export ${missing}`);
				}

				const isPresent = isReact(specifier) || present.has(specifier.replace('node:', ''));
				const isLate = !isPresent && names.length > 0 && !names.includes('default');
				return {contents: (isLate ? lateModule : module)(specifier, names), resolveDir: pluginData};
			});
		},
	};
}

/**
@param {string} specifier
@param {readonly string[]} names
@returns {string}
*/
function module(specifier, names) {
	return [
		`const all = require(${JSON.stringify(specifier)});`,
		'export default all;',
		...names
			.filter(name => name !== 'default')
			.map(name => `const own_${name} = all.${name}; export {own_${name} as ${name}};`),
	].join('\n');
}

/**
What esbuild generates for the exports of CommonJS reads them at each use.

@param {string} specifier
@param {readonly string[]} names
@returns {string}
*/
function lateModule(specifier, names) {
	return [
		'let all;',
		`const load = () => (all ??= require(${JSON.stringify(specifier)}));`,
		...names.map(name => `Object.defineProperty(exports, '${name}', {enumerable: true, get: () => load().${name}});`),
	].join('\n');
}

/**
@param {string} specifier
@returns {boolean}
*/
function isReact(specifier) {
	return specifier === 'react' || specifier === 'react/jsx-runtime';
}

/**
Returns the exports that a file names in its imports of a module, also as members of all exports together; `default` for all.

@param {string} file
@param {string} specifier
@returns {string[]}
*/
function namesFor(file, specifier) {
	const code = readFileSync(file, 'utf8');
	const names = new Set();
	for (const [, clause = '', from] of code.matchAll(
		/\b(?:import|export)\s+(?!type\b)([^'";]*?)\s*from\s*['"]([\w:/.-]+)['"]/g,
	)) {
		if (from !== specifier) {
			continue;
		}

		for (const item of /\{([^}]*)\}/.exec(clause)?.[1]?.split(',') ?? []) {
			const [name] = item.trim().split(/\s+as\s+/);
			if (name && !name.startsWith('type ')) {
				names.add(name);
			}
		}

		if (/^\w/.test(clause)) {
			names.add('default');
		}

		const together = /\*\s+as\s+([\w$]+)/.exec(clause)?.[1];
		for (const [, name] of together ? code.matchAll(new RegExp(`\\b${together}\\.([\\w$]+)`, 'g')) : []) {
			names.add(name);
		}
	}

	return [...names];
}
