import {execFileSync} from 'node:child_process';
import {cpSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {cliBundle, root} from './cli-bundle.js';
import {collectorsBundle} from './collectors-bundle.js';
import {bundleStart} from './start-bundle.js';
import {thirdPartyNotices} from './third-party-notices.js';

const program = path.join(root, 'dist/cli/cli.cjs');

rmSync(path.join(root, 'dist/cli'), {recursive: true, force: true});
const {metafile} = await build({
	...cliBundle,
	outfile: program,
	target: 'node20.19',
	// Optional packages that a user installs beside mon-tui.
	external: ['systeminformation', '@nats-io/transport-node', 'pg', 'mysql2'],
	sourcemap: 'linked',
	sourcesContent: false,
});
await bundleStart('source/start/start.ts', 'dist/cli/start.cjs', program);
writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(metafile, root, 'The program in dist/cli'));
// The server reads its page from beside itself.
cpSync(path.join(root, 'source/server/page'), path.join(root, 'dist/cli/page'), {recursive: true});
writeFileSync(path.join(root, 'dist/cli/collectors.cjs.gz'), await collectorsBundle());
// `bin/mon-tui.js` prints these texts without loading the program.
for (const name of ['help', 'version']) {
	const text = execFileSync(process.execPath, [program, `--${name}`], {env: {}});
	writeFileSync(path.join(root, `dist/cli/${name}.txt`), text);
}
