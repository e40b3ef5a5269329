import {execFileSync} from 'node:child_process';
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {cliBundle, root} from './cli-bundle.js';
import {collectorsBundle} from './collectors-bundle.js';
import {requiredModules} from './required-modules.js';
import {thirdPartyNotices} from './third-party-notices.js';

/** What is no ES module asks for Node's own modules with `require`, which a bundle of ES modules does not have. */
const requireForCommonJs = [
	"import {createRequire as createRequireForBundle} from 'node:module';",
	'const require = createRequireForBundle(import.meta.url);',
].join('');

rmSync(path.join(root, 'dist/cli'), {recursive: true, force: true});
const {metafile} = await build({
	...cliBundle,
	outfile: 'dist/cli/cli.js',
	target: 'node20.19',
	// Optional packages that a user installs beside mon-tui.
	external: ['systeminformation', '@nats-io/transport-node', 'pg', 'mysql2'],
	banner: {js: requireForCommonJs},
	sourcemap: 'linked',
	sourcesContent: false,
	plugins: [...cliBundle.plugins, requiredModules()],
});
// The engine holds a text with other characters with two bytes for each of all its characters.
const other = /[^\0-\x7F]/u.exec(readFileSync(path.join(root, 'dist/cli/cli.js'), 'utf8'));
if (other) {
	throw new Error(`dist/cli/cli.js is not ASCII: "${other[0]}" in a regular expression must be written as \\uXXXX`);
}

writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(metafile, root, 'The program in dist/cli'));
// The server reads its page from beside itself.
cpSync(path.join(root, 'source/server/page'), path.join(root, 'dist/cli/page'), {recursive: true});
writeFileSync(path.join(root, 'dist/cli/collectors.cjs.gz'), await collectorsBundle());
// `bin/mon-tui.js` prints these texts without loading the program.
for (const name of ['help', 'version']) {
	const text = execFileSync(process.execPath, [path.join(root, 'dist/cli/cli.js'), `--${name}`], {env: {}});
	writeFileSync(path.join(root, `dist/cli/${name}.txt`), text);
}
