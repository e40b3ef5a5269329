import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {configFile, packageFiles, writeFiles} from './files.js';
import {type Architecture, homepage, packageText, type Release, summary} from './release.js';

const architectures = {x64: 'x86_64', arm64: 'aarch64'} as const satisfies Record<Architecture, string>;

/** Builds the package for Fedora, openSUSE and their relatives in a folder, with rpmbuild. Returns its path. */
export function buildRpm(release: Release, folder: string): string {
	const {arch, seconds} = release;
	const temporary = mkdtempSync(path.join(tmpdir(), 'mon-tui-rpm-'));
	const at = (name: string): string => path.join(temporary, name);
	try {
		const files = packageFiles(release.executable);
		writeFiles(at('files'), files, seconds);
		writeFileSync(
			at('mon-tui.spec'),
			spec(
				release,
				files.map(({path: file}) => file),
				at('files'),
			),
		);
		execFileSync(
			'rpmbuild',
			['-bb', '--quiet', '--define', `_topdir ${at('build')}`, '--target', architectures[arch], at('mon-tui.spec')],
			{env: {...process.env, SOURCE_DATE_EPOCH: String(seconds)}, stdio: ['ignore', 'ignore', 'inherit']},
		);
		const built = path.join(at('build'), 'RPMS', architectures[arch]);
		const [name = ''] = readdirSync(built);
		mkdirSync(folder, {recursive: true});
		const target = path.join(folder, name);
		copyFileSync(path.join(built, name), target);
		return target;
	} finally {
		rmSync(temporary, {recursive: true});
	}
}

function spec({version, revision, compression}: Release, files: readonly string[], source: string): string {
	const list = files.map(file =>
		file === configFile
			? `%attr(0640, root, mon-tui) %config(noreplace) ${file}`
			: file.startsWith('/usr/share/doc/')
				? `%doc ${file}`
				: file,
	);
	return `Name: mon-tui
Version: ${version}
Release: ${revision}
Summary: ${summary}
License: MIT
URL: ${homepage}
Requires: libc.so.6(GLIBC_2.28)(64bit), libstdc++.so.6()(64bit)
Requires(pre): /usr/sbin/useradd, /usr/bin/getent
AutoReqProv: no

# The program is not compiled here, and it ends with a script: nothing may change it.
%global debug_package %{nil}
%global _build_id_links none
%global __os_install_post %{nil}
%global _binary_payload ${compression === 'full' ? 'w6.xzdio' : 'w0.gzdio'}
# The same input gives the same package.
%global use_source_date_epoch_as_buildtime 1
%global clamp_mtime_to_source_date_epoch 1
%global _buildhost localhost

%description
${packageText}

%install
cp --archive ${source}/. %{buildroot}

%pre
getent passwd mon-tui >/dev/null ||
	useradd --system --user-group --home-dir /var/lib/mon-tui --shell /usr/sbin/nologin mon-tui

%post
[ ! -d /run/systemd/system ] || systemctl daemon-reload

%preun
if [ "$1" = 0 ] && [ -d /run/systemd/system ]; then
	systemctl --no-reload disable --now mon-tui.socket mon-tui.service
fi

%postun
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload
	[ "$1" = 0 ] || systemctl try-restart mon-tui.service
fi

%files
%dir /etc/mon-tui
%dir /usr/share/mon-tui
%dir /usr/share/mon-tui/schema
%dir /usr/share/doc/mon-tui
${list.join('\n')}
`;
}
