/**
Builds the packages of the program in one file: `dist/packages/*.deb` and `dist/packages/*.rpm`.

    npm run build:packages
    npm run build:packages -- --arch arm64        for the other architecture
    npm run build:packages -- --revision 2        another package of the same version
*/
import {execFileSync, spawnSync} from 'node:child_process';
import {statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {buildDebian} from './debian.js';
import {type Release, releaseSeconds, root, version} from './release.js';
import {buildRpm} from './rpm.js';

const {values} = parseArgs({options: {arch: {type: 'string'}, revision: {type: 'string', default: '1'}}});
const arch = values.arch ?? process.arch;
if (arch !== 'x64' && arch !== 'arm64') {
	fail(`--arch must be x64 or arm64, found ${arch}`);
}

if (!/^[1-9]\d*$/.test(values.revision)) {
	fail(`--revision must be a number from 1, found ${values.revision}`);
}

const kinds = [
	{tool: 'dpkg-deb', debianPackage: 'dpkg', build: buildDebian},
	{tool: 'rpmbuild', debianPackage: 'rpm', build: buildRpm},
];
for (const {tool, debianPackage} of kinds) {
	if (spawnSync(tool, ['--version'], {stdio: 'ignore'}).error) {
		fail(`${tool} is not installed (Debian: ${debianPackage})`);
	}
}

execFileSync(process.execPath, ['scripts/build-cli.js'], {cwd: root, stdio: 'inherit'});
execFileSync(process.execPath, ['scripts/binary/build.js', '--arch', arch], {cwd: root, stdio: 'inherit'});
const release: Release = {
	version,
	revision: Number(values.revision),
	arch,
	executable: path.join(root, `dist/binary/mon-tui-linux-${arch}`),
	seconds: releaseSeconds(),
	compression: 'full',
};
for (const {build} of kinds) {
	const file = build(release, path.join(root, 'dist/packages'));
	console.log(`${path.relative(root, file)}  ${Math.round(statSync(file).size / 1e6)} MB`);
}

function fail(reason: string): never {
	console.error(reason);
	process.exit(2);
}
