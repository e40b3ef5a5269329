import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {describe, it} from 'node:test';
import type {Collector} from '../../../source/metrics/collector.js';
import type {StatFs} from '../../../source/metrics/linux/disk-space.js';
import {type DisksOptions, disksCollector} from '../../../source/metrics/linux/disks.js';
import {known} from '../../../source/metrics/reading.js';
import type {Disk} from '../../../source/metrics/snapshot.js';
import {eventually, isRunning} from '../../helpers/eventually.js';
import {type FakeDf, fakeDf, hangingWithGrandchild} from '../../helpers/fake-df.js';
import {type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

const mountinfo = 'proc/1/mountinfo';
const local = [
	'27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
	'30 27 8:17 / /data ro,relatime - xfs /dev/sdb1 ro',
	'31 27 0:25 / /run rw - tmpfs tmpfs rw',
];
const server = '40 27 0:50 / /mnt/my\\040server rw - nfs4 server:/export rw';

/** 600 of 1000 blocks used, 300 free. */
const stat: StatFs = {bsize: 1024, blocks: 1000, bfree: 400, bavail: 300, files: 0, ffree: 0};

function machineWith(lines: readonly string[]): FixtureMachine {
	const machine = fixtureMachine({[mountinfo]: `${lines.join('\n')}\n`});
	for (const directory of ['data', 'run', 'home/me']) {
		mkdirSync(`${machine.root}/${directory}`, {recursive: true});
	}

	return machine;
}

/** Local file systems answer with `stat`, and remember who was asked. */
function collectorOf(machine: FixtureMachine, options: Partial<DisksOptions> = {}) {
	const asked: string[] = [];
	const collector = disksCollector(machine, {
		cadenceMs: 5000,
		paths: [],
		dfPath: '/nonexistent/df',
		statFs(path) {
			asked.push(String(path).slice(machine.root.length));
			return stat;
		},
		...options,
	});
	return {collector, asked, [Symbol.dispose]: () => collector[Symbol.dispose]?.()};
}

/** What is known at once: the collector may not need to be waited for. */
function collect(collector: Collector<'disks'>): readonly Disk[] {
	const disks = collector.collect(new AbortController().signal);
	assert.ok(Array.isArray(disks));
	return disks;
}

function stateOf(collector: Collector<'disks'>, path: string): string | undefined {
	return collect(collector).find(disk => disk.path === path)?.space.state;
}

const writable = {isReadOnly: false, isUnexpectedlyReadOnly: false};

describe('local file systems', () => {
	it('have usage, device number and the read-only flag', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine);
		const space = {
			state: 'ok',
			value: {
				totalBytes: 1_024_000,
				usedBytes: 614_400,
				freeBytes: 307_200,
				usedPercent: (600 / 900) * 100,
				inodes: undefined,
			},
		};
		assert.deepEqual(collect(scene.collector), [
			{path: '/', source: '/dev/sda1', fileSystem: 'ext4', deviceNumber: '8:1', ...writable, space},
			{
				path: '/data',
				source: '/dev/sdb1',
				fileSystem: 'xfs',
				deviceNumber: '8:17',
				...writable,
				isReadOnly: true,
				space,
			},
		]);
		assert.deepEqual(scene.asked, ['/', '/data', '/run']);
	});

	it('are in memory only while they are nearly full', () => {
		using machine = machineWith([
			...local,
			'32 31 0:26 / /run/fixed rw - tmpfs tmpfs ro',
			'33 27 0:25 / /data/run rw - tmpfs tmpfs rw',
		]);
		let memory: Partial<StatFs> = {};
		using scene = collectorOf(machine, {statFs: path => ({...stat, ...(String(path).includes('run') && memory)})});
		const paths = () => collect(scene.collector).map(({path}) => path);
		assert.deepEqual(paths(), ['/', '/data']);
		memory = {bfree: 200, bavail: 200};
		assert.deepEqual(paths(), ['/', '/data', '/run']);
		memory = {bfree: 240, bavail: 240};
		assert.deepEqual(paths(), ['/', '/data', '/run']);
		memory = {bfree: 260, bavail: 260};
		assert.deepEqual(paths(), ['/', '/data']);
		memory = {bfree: 900, bavail: 900, files: 1000, ffree: 10};
		assert.deepEqual(paths(), ['/', '/data', '/run']);
	});

	it('are marked when an error makes them read-only', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine);
		const flags = () => collect(scene.collector).map(disk => [disk.isReadOnly, disk.isUnexpectedlyReadOnly]);
		assert.deepEqual(flags(), [
			[false, false],
			[true, false],
		]);
		machine.write(mountinfo, `${local.join('\n').replace('/dev/sda1 rw', '/dev/sda1 rw,emergency_ro')}\n`);
		assert.deepEqual(flags(), [
			[true, true],
			[true, false],
		]);
	});

	it('keep their identity while nothing changes', () => {
		using machine = machineWith(local);
		let dataBlocks = 400;
		using scene = collectorOf(machine, {
			statFs: path => ({...stat, bfree: String(path).endsWith('/data') ? dataBlocks : 400}),
		});
		const first = collect(scene.collector);
		assert.equal(collect(scene.collector), first);
		dataBlocks = 399;
		const second = collect(scene.collector);
		assert.notEqual(second, first);
		assert.equal(second[0], first[0]);
		assert.notEqual(second[1], first[1]);
	});

	it('appear and disappear with their mounts', () => {
		using machine = machineWith(local.slice(0, 1));
		using scene = collectorOf(machine);
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/'],
		);
		machine.write(mountinfo, `${local.join('\n')}\n`);
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/', '/data'],
		);
		machine.write(mountinfo, `${local[1]}\n`);
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/data'],
		);
	});

	it('are skipped without blocks', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {
			statFs: path => (String(path).endsWith('/data') ? {...stat, blocks: 0, bfree: 0, bavail: 0} : stat),
		});
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/'],
		);
	});

	for (const [code, message] of [
		['ENOENT', 'no such file or directory'],
		['EACCES', 'permission denied'],
	]) {
		it(`that fail with ${code} have a reason and do not affect the others`, () => {
			using machine = machineWith(local);
			using scene = collectorOf(machine, {
				statFs(path) {
					if (String(path).endsWith('/data')) {
						throw Object.assign(new Error(`${code}: ${message}, statfs`), {code});
					}

					return stat;
				},
			});
			const [root, data] = collect(scene.collector);
			assert.equal(root?.space.state, 'ok');
			assert.deepEqual(data?.space, {state: 'error', reason: `${code}: ${message}, statfs`});
		});
	}
});

describe('configured paths', () => {
	it('replace the mounts, in their order, each with its mount', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {paths: ['/run', '/home/me/', '/data']});
		assert.deepEqual(
			collect(scene.collector).map(({path, source, space}) => [path, source, space.state]),
			[
				['/run', 'tmpfs', 'ok'],
				['/home/me', '/dev/sda1', 'ok'],
				['/data', '/dev/sdb1', 'ok'],
			],
		);
		assert.deepEqual(scene.asked, ['/run', '/home/me', '/data']);
	});

	it('that do not exist have a reason and do not affect the others', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {paths: ['/data/missing', '/data']});
		const [missing, data] = collect(scene.collector);
		assert.equal(missing?.path, '/data/missing');
		assert.equal(missing.space.state, 'error');
		assert.match(missing.space.reason ?? '', /^no such file or directory$/);
		assert.equal(data?.space.state, 'ok');
	});

	it('that appear later are found', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {paths: ['/data/later']});
		assert.equal(stateOf(scene.collector, '/data/later'), 'error');
		mkdirSync(`${machine.root}/data/later`);
		assert.equal(stateOf(scene.collector, '/data/later'), 'ok');
	});

	it('without capacity are listed with a reason', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {paths: ['/run'], statFs: () => ({...stat, blocks: 0, bfree: 0, bavail: 0})});
		assert.equal(stateOf(scene.collector, '/run'), 'unsupported');
	});

	it('with a symbolic link are read by df, which reports their source', async () => {
		using machine = machineWith(local);
		symlinkSync('/data', `${machine.root}/home/link`);
		const df = fakeDf(machine, `echo header\necho "/dev/sdb1 8 4 2 67% ${machine.root}/data"`);
		using scene = collectorOf(machine, {paths: ['/home/link/x'], dfPath: df.path});
		assert.deepEqual(collect(scene.collector), [
			{
				path: '/home/link/x',
				source: '',
				fileSystem: '',
				deviceNumber: undefined,
				...writable,
				space: {state: 'pending'},
			},
		]);
		await eventually('df answers', () => stateOf(scene.collector, '/home/link/x') === 'ok');
		const [disk] = collect(scene.collector);
		assert.equal(disk?.source, '/dev/sdb1');
		assert.equal(disk.fileSystem, 'xfs');
		assert.equal(disk.deviceNumber, '8:17');
		assert.deepEqual(scene.asked, []);
	});

	it('on no known mount are read by df, which reports their source', async () => {
		using machine = machineWith(local.slice(1));
		const df = fakeDf(machine, 'echo header\necho "some source 8 4 2 67% /elsewhere"');
		using scene = collectorOf(machine, {paths: ['/home'], dfPath: df.path});
		await eventually('df answers', () => stateOf(scene.collector, '/home') === 'ok');
		const [disk] = collect(scene.collector);
		assert.equal(disk?.source, 'some source');
		assert.equal(disk.deviceNumber, undefined);
	});
});

describe('file systems that may hang', () => {
	function remoteScene(machine: FixtureMachine, df: FakeDf, dfTimeoutMs = 60_000) {
		return collectorOf(machine, {dfPath: df.path, dfTimeoutMs});
	}

	it('are read by a child process only', async () => {
		using machine = machineWith([...local, server]);
		const df = fakeDf(machine, 'echo header\necho "server:/export 1000 600 300 67% $3"');
		using scene = remoteScene(machine, df);
		assert.deepEqual(collect(scene.collector)[2]?.space, {state: 'pending'});
		await eventually('df answers', () => stateOf(scene.collector, '/mnt/my server') === 'ok');
		assert.deepEqual(collect(scene.collector)[2], {
			path: '/mnt/my server',
			source: 'server:/export',
			fileSystem: 'nfs4',
			deviceNumber: '0:50',
			...writable,
			space: {
				state: 'ok',
				value: {
					totalBytes: 1_024_000,
					usedBytes: 614_400,
					freeBytes: 307_200,
					usedPercent: (600 / 900) * 100,
					inodes: undefined,
				},
			},
		});
		assert.ok(scene.asked.every(path => ['/', '/data', '/run'].includes(path)));
	});

	it('contain a local disk that is read by a child process too', () => {
		using machine = machineWith([...local, server, '41 40 8:33 / /mnt/my\\040server/disk rw - ext4 /dev/sdc1 rw']);
		using scene = remoteScene(machine, fakeDf(machine, 'exit 1'));
		assert.equal(stateOf(scene.collector, '/mnt/my server/disk'), 'pending');
		assert.deepEqual(scene.asked, ['/', '/data', '/run']);
	});

	it('time out without affecting the others, with one child at a time and none left running', async () => {
		using machine = machineWith([...local, server]);
		const df = fakeDf(machine, hangingWithGrandchild);
		using scene = remoteScene(machine, df, 1500);
		for (let turn = 0; turn < 20; turn++) {
			const disks = collect(scene.collector);
			assert.deepEqual(
				disks.map(({space}) => space.state),
				['ok', 'ok', 'pending'],
			);
			machine.advance(5000);
		}

		await eventually('the time is up', () => stateOf(scene.collector, '/mnt/my server') === 'timeout');
		assert.deepEqual(collect(scene.collector)[2]?.space, {
			state: 'timeout',
			reason: 'df gave no answer within 1.5 s',
		});
		await eventually('df and its grandchild end', () => !df.pids().some(isRunning));
		assert.ok(df.pids().length <= 2);

		const before = df.pids().length;
		machine.advance(59_999);
		assert.equal(stateOf(scene.collector, '/mnt/my server'), 'timeout');
		assert.equal(df.pids().length, before);
		machine.advance(1);
		await eventually('df is tried again after a minute', () => {
			assert.equal(stateOf(scene.collector, '/mnt/my server'), 'timeout');
			return df.pids().length === before + 2;
		});
	});

	it('are removed with their mount, and their child is killed', async () => {
		using machine = machineWith([...local, server]);
		const df = fakeDf(machine, hangingWithGrandchild);
		using scene = remoteScene(machine, df);
		collect(scene.collector);
		await eventually('df is under way', () => df.pids().length === 2);
		machine.write(mountinfo, `${local.join('\n')}\n`);
		assert.equal(stateOf(scene.collector, '/mnt/my server'), undefined);
		await eventually('df and its grandchild end', () => !df.pids().some(isRunning));

		machine.write(mountinfo, `${[...local, server].join('\n')}\n`);
		assert.equal(stateOf(scene.collector, '/mnt/my server'), 'pending');
		await eventually('df is asked anew', () => df.pids().length === 4);
	});

	it('leave no child running after disposal', async () => {
		using machine = machineWith([...local, server]);
		const df = fakeDf(machine, hangingWithGrandchild);
		const scene = remoteScene(machine, df);
		collect(scene.collector);
		await eventually('df is under way', () => df.pids().length === 2);
		assert.ok(df.pids().every(isRunning));
		scene[Symbol.dispose]();
		await eventually('df and its grandchild end', () => !df.pids().some(isRunning));
	});

	for (const [title, script, reason] of [
		['prints rubbish', 'echo rubbish', /^df: expected .*rubbish/s],
		['fails', 'echo "df: stale file handle" >&2; exit 1', /^df exited with code 1: df: stale file handle$/],
	] as const) {
		it(`have a reason when df ${title}, and do not affect the others`, async () => {
			using machine = machineWith([...local, server]);
			using scene = remoteScene(machine, fakeDf(machine, script));
			await eventually('df ends', () => stateOf(scene.collector, '/mnt/my server') === 'error');
			const [root, data, remote] = collect(scene.collector);
			assert.equal(root?.space.state, 'ok');
			assert.equal(data?.space.state, 'ok');
			assert.ok(remote && remote.space.state !== 'ok');
			assert.match(remote.space.reason ?? '', reason);
		});
	}

	it('are skipped when df reports no capacity', async () => {
		using machine = machineWith([...local, server]);
		using scene = remoteScene(machine, fakeDf(machine, 'echo header\necho "server:/export 0 0 0 - $3"'));
		await eventually('the mount is skipped', () => stateOf(scene.collector, '/mnt/my server') === undefined);
	});
});

describe('this machine', {skip: process.platform !== 'linux'}, () => {
	const thisMachine = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};

	/** What df says of `/` now, in whole percent and kibibytes. */
	function dfSays() {
		const {stdout} = spawnSync('df', ['-kP', '/'], {encoding: 'utf8', env: {...process.env, LC_ALL: 'C'}});
		const match = /(\d+)\s+\d+\s+\d+\s+(\d+)%/.exec(stdout);
		assert.ok(match, stdout);
		return {totalBytes: Number(match[1]) * 1024, percent: Number(match[2])};
	}

	it('has the usage of / reported by df, which rounds up', async () => {
		const collector = disksCollector(thisMachine, {cadenceMs: 5000, paths: ['/']});
		const before = dfSays();
		await eventually('the space of / is known', () => stateOf(collector, '/') === 'ok');
		const [root] = collect(collector);
		const after = dfSays();
		collector[Symbol.dispose]?.();
		const space = known(root?.space);
		assert.ok(space);
		assert.equal(space.totalBytes, after.totalBytes);
		const percent = Math.ceil(space.usedPercent);
		assert.ok(percent >= Math.min(before.percent, after.percent), `${percent} and ${JSON.stringify([before, after])}`);
		assert.ok(percent <= Math.max(before.percent, after.percent), `${percent} and ${JSON.stringify([before, after])}`);
	});

	it('lists / among its mounts', () => {
		const collector = disksCollector(thisMachine, {cadenceMs: 5000, paths: []});
		assert.ok(collect(collector).some(({path}) => path === '/'));
		collector[Symbol.dispose]?.();
	});
});

describe('a mount point', () => {
	const path = (bytes: string): Buffer => Buffer.from(bytes, 'latin1');

	it('whose name is not valid UTF-8 is read by its bytes and has an escaped name', () => {
		const names = ['/mnt/cass\xe9', '/mnt/cass\xe8'];
		using machine = fixtureMachine({[mountinfo]: ''});
		const lines = names.map((name, index) => `${28 + index} 27 8:${index + 2} / ${name} rw - ext4 /dev/sdb${index} rw`);
		writeFileSync(`${machine.root}/${mountinfo}`, path(`${local[0]}\n${lines.join('\n')}\n`));
		const asked: Array<string | Buffer> = [];
		const collector = disksCollector(machine, {
			cadenceMs: 5000,
			paths: [],
			statFs(place) {
				asked.push(place);
				return stat;
			},
		});
		assert.deepEqual(
			collect(collector).map(disk => [disk.path, disk.space.state]),
			[
				['/', 'ok'],
				['/mnt/cass\\xe9', 'ok'],
				['/mnt/cass\\xe8', 'ok'],
			],
		);
		assert.deepEqual(
			asked.slice(1),
			names.map(name => Buffer.concat([Buffer.from(machine.root), path(name)])),
		);
		collector[Symbol.dispose]?.();
	});

	it('below a directory hidden by a later mount is skipped', () => {
		using machine = machineWith([
			'27 1 8:1 / / rw - ext4 /dev/sda1 rw',
			'30 27 8:17 / /data/inner rw - xfs /dev/sdb1 rw',
			'31 27 8:33 / /data rw - xfs /dev/sdc1 rw',
		]);
		using scene = collectorOf(machine);
		assert.deepEqual(
			collect(scene.collector).map(({path, source}) => [path, source]),
			[
				['/', '/dev/sda1'],
				['/data', '/dev/sdc1'],
			],
		);
	});

	it('has the device number of its source', () => {
		using machine = machineWith(['27 1 0:31 /root / rw - btrfs /dev/sda2 rw']);
		machine.write('sys/class/block/sda2/dev', '8:2\n');
		using scene = collectorOf(machine);
		assert.equal(collect(scene.collector)[0]?.deviceNumber, '8:2');
	});

	it('of a container layer is not a disk', () => {
		using machine = machineWith([
			...local,
			'41 27 0:51 / /home/u/overlay/11/merged rw - fuse.fuse-overlayfs fuse-overlayfs rw',
			'42 27 0:52 / /var/lib/docker/overlay2/22/merged rw - overlay overlay rw',
			'43 27 0:53 / /tmp/.mount_App ro - fuse.Editor.AppImage Editor.AppImage ro',
			'44 27 0:54 / /snap/x ro - fuse.squashfuse x.snap ro',
		]);
		using scene = collectorOf(machine);
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/', '/data'],
		);
	});

	it('that is configured twice, or with a final slash, is one disk', () => {
		using machine = machineWith(local);
		using scene = collectorOf(machine, {paths: ['/data', '/data/', '//data', '/', '/']});
		assert.deepEqual(
			collect(scene.collector).map(({path}) => path),
			['/data', '/'],
		);
	});

	it('with an invalid line does not affect others', () => {
		using machine = machineWith([...local, '50 27 8:99']);
		using scene = collectorOf(machine);
		assert.equal(collect(scene.collector).length, 2);
		assert.match(scene.collector.gaps?.()?.mounts ?? '', /mountinfo: expected .* found "50 27 8:99"/);
	});
});
