import {createRequire} from 'node:module';

const namespace = 'required';
const requireHere = createRequire(import.meta.url);

/**
An esbuild plugin that loads modules with `require` instead of `import`: when the first module that imports them is run, and
not all of them at the start. Of their exports, only those that are imported are read. What esbuild generates for an `import`
of CommonJS copies all exports, once for each importing module.

@param {(specifier: string) => boolean} isRequired
@returns {import('esbuild').Plugin}
*/
export function requiredModules(isRequired) {
	return {
		name: 'required-modules',
		setup(build) {
			build.onResolve({filter: /^[a-z]/}, ({path, kind, resolveDir}) =>
				kind === 'require-call' || !isRequired(path)
					? undefined
					: {path, namespace, sideEffects: false, pluginData: resolveDir},
			);
			build.onLoad({filter: /.*/, namespace}, ({path, pluginData}) => ({
				contents: exportsOf(path),
				resolveDir: pluginData,
			}));
		},
	};
}

/**
@param {string} specifier
@returns {string}
*/
function exportsOf(specifier) {
	const names = Object.keys(requireHere(specifier)).filter(
		name => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name),
	);
	return [
		`const all = require(${JSON.stringify(specifier)});`,
		'export default all;',
		// esbuild leaves out those that are not imported.
		...names.map(name => `const own_${name} = /* @__PURE__ */ (() => all.${name})(); export {own_${name} as ${name}};`),
	].join('\n');
}
