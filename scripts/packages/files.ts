import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {root} from './release.js';
import {packagedService, packagedSocket} from './unit.js';

/** A file of a package. */
export type PackageFile = {
	/** Absolute, as installed. */
	readonly path: string;
	readonly content: string | Uint8Array;
	readonly mode: number;
};

/** Returns the files that every package has. */
export function packageFiles(executable: string): readonly PackageFile[] {
	const text = (target: string, content: string): PackageFile => ({path: target, content, mode: 0o644});
	const copy = (target: string, source: string): PackageFile => text(target, read(source));
	const packed = (target: string, source: string): PackageFile => ({
		path: `${target}.gz`,
		content: gzipSync(read(source), {level: 9}),
		mode: 0o644,
	});
	const docs = '/usr/share/doc/mon-tui';
	const units = '/usr/lib/systemd/system';
	const zsh = completion('zsh');

	return [
		{path: '/usr/bin/mon-tui', content: readFileSync(executable), mode: 0o755},
		text(`${units}/mon-tui.service`, packagedService(read('docs/systemd/mon-tui.service'))),
		text(`${units}/mon-tui.socket`, packagedSocket(read('docs/systemd/mon-tui.socket'))),
		copy('/usr/lib/sysusers.d/mon-tui.conf', 'scripts/packages/sysusers.conf'),
		copy(configFile, 'scripts/packages/config.jsonc'),
		copy('/usr/share/mon-tui/schema/config.json', 'schema/config.json'),
		packed('/usr/share/man/man1/mon-tui.1', 'man/mon-tui.1'),
		text('/usr/share/bash-completion/completions/mon-tui', completion('bash')),
		// Debian's folder and that of the others.
		text('/usr/share/zsh/vendor-completions/_mon-tui', zsh),
		text('/usr/share/zsh/site-functions/_mon-tui', zsh),
		text('/usr/share/fish/vendor_completions.d/mon-tui.fish', completion('fish')),
		copy(`${docs}/README.md`, 'README.md'),
		copy(`${docs}/LICENSE`, 'LICENSE'),
		packed(`${docs}/changelog`, 'CHANGELOG.md'),
		packed(`${docs}/THIRD-PARTY-NOTICES`, 'dist/binary/THIRD-PARTY-NOTICES'),
	];
}

/** The configuration file: the package manager keeps the changes of the user. */
export const configFile = '/etc/mon-tui/config.json';

/** Writes files below a folder that everyone may read. They and their folders get the time of the release. */
export function writeFiles(folder: string, files: readonly PackageFile[], seconds: number): void {
	for (const {path: target, content, mode} of files) {
		const file = path.join(folder, target);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content, {mode});
		chmodSync(file, mode);
	}

	for (const entry of ['.', ...readdirSync(folder, {recursive: true, encoding: 'utf8'})]) {
		const place = path.join(folder, entry);
		if (statSync(place).isDirectory()) {
			chmodSync(place, 0o755);
		}

		utimesSync(place, seconds, seconds);
	}
}

function read(file: string): string {
	return readFileSync(path.join(root, file), 'utf8');
}

function completion(shell: string): string {
	return execFileSync(process.execPath, [path.join(root, 'bin/mon-tui.js'), '--completion', shell], {
		encoding: 'utf8',
	});
}
