const namespace = 'required';

/**
An esbuild plugin that loads `node:http` and `node:https` with `require`. An `import` of them reads all their exports, one of
which, `WebSocket`, loads the whole `fetch` of Node.js.

@returns {import('esbuild').Plugin}
*/
export function requiredBuiltins() {
	return {
		name: 'required-builtins',
		setup(build) {
			build.onResolve({filter: /^(?:node:)?https?$/}, ({path, kind}) =>
				kind === 'require-call' ? undefined : {path, namespace},
			);
			build.onLoad({filter: /.*/, namespace}, ({path}) => ({
				contents: `module.exports = require(${JSON.stringify(path)})`,
			}));
		},
	};
}
