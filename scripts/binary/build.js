/**
Builds mon-tui with Node in one file, `dist/binary/mon-tui-linux-ARCH`.

    npm run build:binary
    npm run build:binary -- --arch arm64        for the other architecture
*/
import {mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {root} from '../cli-bundle.js';
import {bundleStart} from '../start-bundle.js';
import {thirdPartyNotices} from '../third-party-notices.js';
import {bundleProgram} from './bundle.js';
import {compiledCode} from './compiled-code.js';
import {nodePackage, postjectPackage} from './packages.js';
import {runQuietly} from './run-quietly.js';
import {withoutSymbols} from './strip.js';

const architectures = ['x64', 'arm64'];
/** The resource and the mark that Node looks for in its own executable. */
const resource = 'NODE_SEA_BLOB';
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const {values} = parseArgs({options: {arch: {type: 'string', default: process.arch}}});
const {arch} = values;
if (!architectures.includes(arch)) {
	console.error(`--arch must be one of ${architectures.join(', ')}, found ${arch}`);
	process.exit(2);
}

const folder = path.join(root, 'dist/binary');
const output = path.join(folder, `mon-tui-linux-${arch}`);
const temporary = path.join(folder, `build-${arch}`);
const [start, program] = ['start.cjs', 'program.cjs'].map(name => path.join(temporary, name));
const notices = path.join(folder, 'THIRD-PARTY-NOTICES');
rmSync(output, {force: true});
rmSync(temporary, {recursive: true, force: true});
mkdirSync(temporary, {recursive: true});

const metafile = await bundleProgram(program);
await bundleStart('source/start/start-executable.ts', start, program);
const node = nodePackage(arch);
writeFileSync(
	notices,
	[
		thirdPartyNotices(metafile, root, 'The file mon-tui, for servers without Node.js,'),
		`${'-'.repeat(80)}\nNode.js\n\n`,
		readFileSync(path.join(node, 'LICENSE'), 'utf8'),
	].join('\n'),
);

// Licences accompany every copy.
const assets = {program, 'THIRD-PARTY-NOTICES': notices};
makeExecutable(assets);
// An executable for another processor cannot be run here, and keeps its code in the cache of its user.
if (arch === process.arch) {
	makeExecutable({...assets, code: compiledCode(output, temporary)});
}

rmSync(temporary, {recursive: true});
console.log(`${path.relative(root, output)}  ${Math.round(statSync(output).size / 1e6)} MB`);

/** @param {Record<string, string>} assets Files that are put into the executable */
function makeExecutable(assets) {
	const [settings, blob] = ['settings.json', 'blob'].map(name => path.join(temporary, name));
	writeFileSync(
		settings,
		JSON.stringify({
			main: start,
			output: blob,
			disableExperimentalSEAWarning: true,
			// NODE_OPTIONS of other programs do not concern this one.
			execArgvExtension: 'none',
			assets,
		}),
	);
	runQuietly(path.join(nodePackage(process.arch), 'bin/node'), ['--experimental-sea-config', settings]);
	writeFileSync(output, withoutSymbols(readFileSync(path.join(node, 'bin/node'))), {mode: 0o755});
	runQuietly(process.execPath, [
		path.join(postjectPackage(), 'dist/cli.js'),
		...[output, resource, blob],
		...['--sentinel-fuse', fuse],
	]);
}
