import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {without} from './programs.js';
import {temporaryDirectory} from './temporary-directory.js';

/** Makes a copy of this machine in memory, puts a folder at /mnt of it, and runs a script there. */
const copy = `
umask 022
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
mount -t proc proc "$1/root/proc"
mount --rbind /dev "$1/root/dev"
mount -t tmpfs tmpfs "$1/root/run"
mount --bind "$2" "$1/root/mnt"
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$1/root" sh -e -c "$3"
`;

/**
Runs a shell script as root on a copy of this machine whose changes and processes end with it. Nothing runs there as a
service. Returns what the script printed; throws if it fails.
*/
export function onDisposableMachine(script: string, mounted: string): string {
	using directory = temporaryDirectory();
	const {stdout, stderr, status} = spawnSync(
		'unshare',
		['--mount', '--pid', '--fork', '--kill-child', 'sh', '-e', '-c', copy, 'sh', directory.path, mounted, script],
		{encoding: 'utf8', timeout: 120_000},
	);
	if (status !== 0) {
		throw new Error(`exit status ${status}:\n${stdout}\n${stderr}`);
	}

	return stdout;
}

/** Why there are no disposable machines here, or `false`. In the continuous integration there must be. */
export function withoutDisposableMachines(): string | false {
	if (process.env.CI) {
		return false;
	}

	const missing = without('unshare', 'util-linux');
	if (missing) {
		return missing;
	}

	try {
		using directory = temporaryDirectory();
		onDisposableMachine('true', directory.path);
		return false;
	} catch {
		return 'the test needs root, and the right to mount an overlay';
	}
}
