import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync, renameSync} from 'node:fs';
import process from 'node:process';
import {after, suite, test} from 'node:test';
import {buildDebian} from '../../scripts/packages/debian.js';
import {type Release, version} from '../../scripts/packages/release.js';
import {buildRpm} from '../../scripts/packages/rpm.js';
import {onDisposableMachine, withoutDisposableMachines} from '../helpers/disposable-machine.js';
import {without} from '../helpers/programs.js';
import {executable} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const skip = (!executable && 'MON_TUI_PROGRAM names no executable: npm run test:binary') || withoutDisposableMachines();

/** Starts the command of the service as systemd does, asks it for its measurements, and ends it. */
const runService = `
command=$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/mon-tui.service)
install --directory --owner mon-tui /var/lib/mon-tui
setpriv --reuid mon-tui --regid mon-tui --clear-groups \\
	env -i XDG_CONFIG_HOME=/etc XDG_STATE_HOME=/var/lib MON_TUI_SERVER_PORT=0 $command 2>/tmp/log &
service=$!
until grep --quiet 'listens on' /tmp/log; do kill -0 $service; sleep 0.1; done
ps -o user= -p $service
mon-tui --connect "$(sed -n 's/.*listens on \\([^ "]*\\).*/\\1/p' /tmp/log)" --format 'memory {memory.percentage}' --once
kill $service
wait $service
`;

const facts = `
getent passwd mon-tui | cut -d: -f1,6,7
stat -c '%U:%G %a' /etc/mon-tui/config.json
find /etc/systemd -name 'mon-tui*'
`;

/** What `facts` and `runService` print after an installation. */
const installed = /^mon-tui:\/var\/lib\/mon-tui:\S*nologin\nroot:mon-tui 640\nmon-tui\nmemory \d+\.\d+\n$/;

function release(revision: number): Release {
	return {
		version,
		revision,
		arch: process.arch === 'arm64' ? 'arm64' : 'x64',
		executable: executable || '',
		seconds: 1_800_000_000,
		compression: 'none',
	};
}

function hashOf(file: string): string {
	return createHash('sha256').update(readFileSync(file)).digest('hex');
}

for (const {kind, build, missing, extension, steps} of [
	{
		kind: 'the package for Debian',
		build: buildDebian,
		missing: without('dpkg-deb', 'dpkg'),
		extension: 'deb',
		steps: {
			install: 'dpkg --install',
			upgrade: 'dpkg --install',
			version: "dpkg-query --status mon-tui | sed -n 's/^Version: //p'",
			remove: 'dpkg --remove mon-tui',
			afterRemoval: `
grep --quiet changed /etc/mon-tui/config.json
[ -d /var/lib/mon-tui ]
dpkg --purge mon-tui >/dev/null
[ ! -e /etc/mon-tui ]
[ ! -e /var/lib/mon-tui ]
`,
		},
	},
	{
		kind: 'the package for Fedora',
		build: buildRpm,
		missing: without('rpmbuild', 'rpm'),
		extension: 'rpm',
		// The machine is a Debian: rpm knows none of its libraries.
		steps: {
			install: 'rpm --install --nodeps',
			upgrade: 'rpm --upgrade --nodeps',
			version: "rpm --query --queryformat '%{VERSION}-%{RELEASE}\\n' mon-tui",
			remove: 'rpm --erase mon-tui',
			afterRemoval: 'grep --quiet changed /etc/mon-tui/config.json.rpmsave',
		},
	},
]) {
	suite(kind, {skip: skip || missing}, () => {
		const directory = temporaryDirectory();
		after(() => directory[Symbol.dispose]());
		const [first, second] = [1, 2].map(revision => {
			const target = directory.file(`${revision}.${extension}`);
			renameSync(build(release(revision), directory.path), target);
			return target;
		}) as [string, string];

		test('is the same when it is built again', () => {
			assert.equal(hashOf(build(release(1), directory.file('again'))), hashOf(first));
			assert.notEqual(hashOf(second), hashOf(first));
		});

		test('is installed, runs, is upgraded with a changed configuration, and is removed', () => {
			const output = onDisposableMachine(
				`
${steps.install} /mnt/1.${extension} >/dev/null
${facts}
${runService}
echo '// changed' >>/etc/mon-tui/config.json
${steps.upgrade} /mnt/2.${extension} >/dev/null
${steps.version}
stat -c '%U:%G %a' /etc/mon-tui/config.json
grep changed /etc/mon-tui/config.json
${steps.remove} >/dev/null
[ ! -e /usr/bin/mon-tui ]
${steps.afterRemoval}
getent passwd mon-tui >/dev/null
`,
				directory.path,
			);
			const [, beforeUpgrade = '', afterUpgrade] = /^([\s\S]*?memory .*\n)([\s\S]*)$/.exec(output) ?? [];
			assert.match(beforeUpgrade, installed);
			assert.equal(afterUpgrade, `${version}-2\nroot:mon-tui 640\n// changed\n`);
		});

		test('has manual page, completions and licences', () => {
			const output = onDisposableMachine(
				`
${steps.install} /mnt/1.${extension} >/dev/null
gunzip --stdout /usr/share/man/man1/mon-tui.1.gz | grep --max-count 1 '^.TH'
bash -c '. /usr/share/bash-completion/completions/mon-tui; complete -p mon-tui'
head -n 1 /usr/share/zsh/vendor-completions/_mon-tui
grep --count . /usr/share/fish/vendor_completions.d/mon-tui.fish
gunzip --stdout /usr/share/doc/mon-tui/THIRD-PARTY-NOTICES.gz | grep --max-count 1 'Node.js is licensed'
`,
				directory.path,
			);
			for (const line of [/^\.TH/m, /complete -F/, /^#compdef mon-tui$/m, /Node\.js is licensed/]) {
				assert.match(output, line);
			}
		});

		test('has units that systemd accepts', {skip: without('systemd-analyze', 'systemd')}, () => {
			const output = onDisposableMachine(
				`
${steps.install} /mnt/1.${extension} >/dev/null
systemd-analyze verify mon-tui.service mon-tui.socket 2>&1
`,
				directory.path,
			);
			// Versions before 253 ignore OpenFile=. Other units may have faults of their own.
			const own = output.split('\n').filter(line => line.includes('mon-tui'));
			assert.deepEqual(
				own.filter(line => !line.includes("Unknown key 'OpenFile' in section [Service], ignoring")),
				[],
			);
		});
	});
}
