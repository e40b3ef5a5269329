const namespace = 'required';

/**
An esbuild plugin that loads modules of Node.js with `require` instead of `import`.

@param {(specifier: string) => boolean} isRequired
@returns {import('esbuild').Plugin}
*/
export function requiredBuiltins(isRequired) {
	return {
		name: 'required-builtins',
		setup(build) {
			build.onResolve({filter: /^[a-z]/}, ({path, kind}) =>
				kind === 'require-call' || !isRequired(path) ? undefined : {path, namespace},
			);
			build.onLoad({filter: /.*/, namespace}, ({path}) => ({
				contents: `module.exports = require(${JSON.stringify(path)})`,
			}));
		},
	};
}
