import {execFileSync} from 'node:child_process';
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {inkReplacements, withoutDevtools} from '../source/ui/ink/bundle-plugin.js';
import {requiredBuiltins} from './required-builtins.js';
import {thirdPartyNotices} from './third-party-notices.js';

const root = path.dirname(import.meta.dirname);
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What is no ES module asks for Node's own modules with `require`, which a bundle of ES modules does not have. */
const requireForCommonJs = [
	"import {createRequire as createRequireForBundle} from 'node:module';",
	'const require = createRequireForBundle(import.meta.url);',
].join('');

rmSync(path.join(root, 'dist/cli'), {recursive: true, force: true});
const {metafile} = await build({
	absWorkingDir: root,
	entryPoints: ['source/cli.ts'],
	outdir: 'dist/cli',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	jsx: 'automatic',
	// The `main` of some packages is a format that hides its imports from the bundler.
	mainFields: ['module', 'main'],
	// Optional packages that a user installs beside mon-tui.
	external: ['systeminformation', '@nats-io/transport-node', 'pg', 'mysql2'],
	define: {
		'process.env.NODE_ENV': '"production"',
		MON_TUI_VERSION: JSON.stringify(version),
	},
	banner: {js: requireForCommonJs},
	minifySyntax: true,
	minifyWhitespace: true,
	sourcemap: 'linked',
	sourcesContent: false,
	plugins: [inkReplacements(), withoutDevtools(), requiredBuiltins()],
	metafile: true,
	logLevel: 'warning',
});
writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(metafile, root));
// The server reads its page from beside itself.
cpSync(path.join(root, 'source/server/page'), path.join(root, 'dist/cli/page'), {recursive: true});
// `bin/mon-tui.js` prints these texts without loading the program.
for (const name of ['help', 'version']) {
	const text = execFileSync(process.execPath, [path.join(root, 'dist/cli/cli.js'), `--${name}`], {env: {}});
	writeFileSync(path.join(root, `dist/cli/${name}.txt`), text);
}
