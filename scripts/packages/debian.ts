import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {configFile, type PackageFile, packageFiles, writeFiles} from './files.js';
import {type Architecture, homepage, packageText, type Release, summary} from './release.js';

const architectures = {x64: 'amd64', arm64: 'arm64'} as const satisfies Record<Architecture, string>;
const maintainer = 'The mon-tui authors <mon-tui@users.noreply.github.com>';
const maintainerScripts = ['postinst', 'prerm', 'postrm'] as const;

/** Builds the package for Debian and its descendants in a folder, with dpkg-deb. Returns its path. */
export function buildDebian(release: Release, folder: string): string {
	const {version, revision, arch, seconds, compression} = release;
	const name = `mon-tui_${version}-${revision}_${architectures[arch]}.deb`;
	const tree = mkdtempSync(path.join(tmpdir(), 'mon-tui-deb-'));
	try {
		const files = [...packageFiles(release.executable), copyright(), changelog(release)];
		const control = controlFiles(release, files).map(file => ({...file, path: `/DEBIAN${file.path}`}));
		writeFiles(tree, [...files, ...control], seconds);
		mkdirSync(folder, {recursive: true});
		execFileSync(
			'dpkg-deb',
			['--root-owner-group', compression === 'full' ? '-Zxz' : '-Znone', '--build', tree, path.join(folder, name)],
			{env: {...process.env, SOURCE_DATE_EPOCH: String(seconds)}, stdio: ['ignore', 'ignore', 'inherit']},
		);
		return path.join(folder, name);
	} finally {
		rmSync(tree, {recursive: true});
	}
}

function controlFiles({version, revision, arch}: Release, files: readonly PackageFile[]): readonly PackageFile[] {
	const bytes = files.reduce((sum, {content}) => sum + content.length, 0);
	const control = `Package: mon-tui
Version: ${version}-${revision}
Architecture: ${architectures[arch]}
Maintainer: ${maintainer}
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: libc6 (>= 2.28), libstdc++6 (>= 5), passwd
Section: utils
Priority: optional
Homepage: ${homepage}
Description: ${summary}
${packageText.replaceAll(/^/gm, ' ').replaceAll(/^ $/gm, ' .')}
`;
	return [
		{path: '/control', content: control, mode: 0o644},
		{path: '/conffiles', content: `${configFile}\n`, mode: 0o644},
		...maintainerScripts.map(name => ({
			path: `/${name}`,
			content: readFileSync(new URL(`debian/${name}`, import.meta.url)),
			mode: 0o755,
		})),
	];
}

/** The file in which Debian expects the licence. */
function copyright(): PackageFile {
	const licence = readFileSync(new URL('../../LICENSE', import.meta.url), 'utf8');
	return {
		path: '/usr/share/doc/mon-tui/copyright',
		content: `${licence}
The program contains Node.js and packages of npm. THIRD-PARTY-NOTICES.gz has their licences.
`,
		mode: 0o644,
	};
}

/** The changelog of the package. That of the program is beside it. */
function changelog({version, revision, seconds}: Release): PackageFile {
	const date = new Date(seconds * 1000).toUTCString().replace('GMT', '+0000');
	const text = `mon-tui (${version}-${revision}) unstable; urgency=medium

  * Package of mon-tui ${version}; changelog.gz has the changes of the program.

 -- ${maintainer}  ${date}
`;
	return {
		path: '/usr/share/doc/mon-tui/changelog.Debian.gz',
		content: gzipSync(text, {level: 9}),
		mode: 0o644,
	};
}
