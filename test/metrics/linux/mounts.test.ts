import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {listedMounts, mountTree} from '../../../source/metrics/linux/mounts.js';
import {type Mount, parseMountinfo} from '../../../source/metrics/linux/procfs/mountinfo.js';

let lastId = 0;

/** A mount of which the list does not hold the parent. */
function mount(deviceNumber: string, path: string, fileSystem: string, root = '/'): Mount {
	lastId += 1;
	const numbers = {id: lastId, parentId: Number.NaN, pathBytes: undefined};
	const flags = {isReadOnly: false, isMountReadOnly: false, hasFailed: false};
	return {...numbers, ...flags, deviceNumber, path, fileSystem, root, source: 'any'};
}

const mountOf = (mounts: readonly Mount[], path: string) => mountTree(mounts).mountOf(path);

describe('the listed mounts', () => {
	const rows: ReadonlyArray<{title: string; mounts: readonly Mount[]; expected: readonly string[]}> = [
		{
			title: 'are disks and servers, without the views of the kernel, memory and images',
			mounts: [
				mount('0:21', '/proc', 'proc'),
				mount('0:22', '/sys', 'sysfs'),
				mount('0:6', '/dev', 'devtmpfs'),
				mount('8:1', '/', 'ext4'),
				mount('0:25', '/run', 'tmpfs'),
				mount('0:30', '/sys/fs/cgroup', 'cgroup2'),
				mount('7:3', '/snap/core/1', 'squashfs'),
				mount('0:40', '/net', 'autofs'),
				mount('8:2', '/boot/efi', 'vfat'),
				mount('0:50', '/home', 'nfs4'),
				mount('0:51', '/mnt/photos', 'fuse.sshfs'),
				mount('0:52', '/mnt/new', 'somethingfs'),
				mount('0:53', '/run/user/1000/gvfs', 'fuse.gvfsd-fuse'),
			],
			expected: ['/', '/boot/efi', '/home', '/mnt/photos', '/mnt/new'],
		},
		{
			title: 'hold the overlay of a container at / but not the overlays of its neighbours',
			mounts: [
				mount('0:60', '/', 'overlay'),
				mount('0:61', '/var/lib/docker/overlay2/abc/merged', 'overlay'),
				mount('8:1', '/etc/hosts', 'ext4', '/var/lib/docker/containers/abc/hosts'),
				mount('8:1', '/etc/resolv.conf', 'ext4', '/var/lib/docker/containers/abc/resolv.conf'),
			],
			expected: ['/', '/etc/hosts'],
		},
		{
			title: 'show a file system once, where it is mounted whole, however many bind mounts it has',
			mounts: [
				mount('8:17', '/srv', 'xfs', '/www'),
				mount('8:17', '/mnt/volumes/first', 'xfs'),
				mount('8:17', '/w', 'xfs', '/www/w'),
			],
			expected: ['/mnt/volumes/first'],
		},
		{
			title: 'show btrfs subvolumes once, at /',
			mounts: [
				mount('0:29', '/home', 'btrfs', '/@home'),
				mount('0:29', '/', 'btrfs', '/@'),
				mount('0:29', '/a', 'btrfs'),
			],
			expected: ['/'],
		},
		{
			title: 'prefer the shorter of two bind mounts',
			mounts: [mount('0:29', '/home/deep', 'btrfs', '/@deep'), mount('0:29', '/home', 'btrfs', '/@home')],
			expected: ['/home'],
		},
		{
			title: 'leave out what is mounted over and what lost its directory',
			mounts: [
				mount('0:2', '/', 'rootfs'),
				mount('8:1', '/', 'ext4'),
				mount('8:33', '/mnt', 'ext4'),
				mount('8:49', '/mnt', 'xfs'),
				mount('8:65', '/mnt/gone//deleted', 'ext4'),
			],
			expected: ['/', '/mnt'],
		},
		{title: 'are none where nothing is mounted', mounts: [], expected: []},
	];

	for (const {title, mounts, expected} of rows) {
		it(title, () => {
			assert.deepEqual(
				listedMounts(mountTree(mounts)).map(({path}) => path),
				expected,
			);
		});
	}

	it('include the upper of two mounts on one path', () => {
		const lower = mount('8:33', '/mnt', 'ext4');
		const upper = mount('8:49', '/mnt', 'xfs');
		assert.deepEqual(listedMounts(mountTree([lower, upper])), [upper]);
	});
});

describe('the mount of a path', () => {
	const root = mount('8:1', '/', 'ext4');
	const data = mount('8:17', '/data', 'ext4');
	const deep = mount('0:50', '/data/deep', 'nfs');

	it('is the longest that contains it, name by name', () => {
		assert.equal(mountOf([root, data, deep], '/data/deep/x'), deep);
		assert.equal(mountOf([deep, data, root], '/data/deeper'), data);
		assert.equal(mountOf([root, data, deep], '/database'), root);
		assert.equal(mountOf([root, data, deep], '/data'), data);
		assert.equal(mountOf([root, data, deep], '/'), root);
	});

	it('is the upper of two on the same place', () => {
		const upper = mount('8:49', '/data', 'xfs');
		assert.equal(mountOf([root, data, upper], '/data/x'), upper);
	});

	it('is unknown where nothing contains it', () => {
		assert.equal(mountOf([data], '/home'), undefined);
	});
});

describe('a path that may block', () => {
	const mounts = [
		mount('8:1', '/', 'ext4'),
		mount('0:50', '/net/server', 'nfs'),
		mount('8:17', '/net/server/disk', 'xfs'),
		mount('8:33', '/data', 'ext4'),
		mount('0:60', '/auto', 'autofs'),
		mount('8:49', '/auto', 'ext4'),
		mount('0:61', '/covered', 'fuse.sshfs'),
		mount('8:65', '/covered', 'ext4'),
	];

	for (const [path, expected] of [
		['/', false],
		['/data/x', false],
		['/net', false],
		['/net/server', true],
		['/net/server/x', true],
		['/net/server/disk', true],
		['/net/server2', false],
		['/auto', true],
		['/covered', true],
	] as const) {
		it(`${path}: ${expected ? 'yes' : 'no'}`, () => {
			assert.equal(mountTree(mounts).mayBlock(path), expected);
		});
	}
});

describe('mounts over mounts', () => {
	const tree = (...lines: readonly string[]) => mountTree(parseMountinfo(`${lines.join('\n')}\n`));
	const root = '27 1 8:1 / / rw - ext4 /dev/sda1 rw';
	const inner = '30 27 7:0 / /A/b rw - ext4 /dev/loop0 rw';
	const over = '31 27 7:1 / /A rw - ext4 /dev/loop1 rw';

	it('hide what is mounted below a directory that was mounted over later', () => {
		const mounts = tree(root, inner, over);
		assert.deepEqual(
			listedMounts(mounts).map(({path, source}) => [path, source]),
			[
				['/', '/dev/sda1'],
				['/A', '/dev/loop1'],
			],
		);
		assert.equal(mounts.mountOf('/A/b')?.source, '/dev/loop1');
	});

	it('show what is mounted inside the upper one, whatever the order of the lines', () => {
		const inside = '32 31 7:2 / /A/b rw - xfs /dev/loop2 rw';
		for (const lines of [
			[root, inner, over, inside],
			[inside, over, inner, root],
		]) {
			assert.equal(tree(...lines).mountOf('/A/b/c')?.source, '/dev/loop2');
		}
	});

	it('make nothing block that is hidden below them', () => {
		const server = '30 27 0:50 / /A/b rw - nfs4 server:/export rw';
		assert.equal(tree(root, server).mayBlock('/A/b/c'), true);
		assert.equal(tree(root, server, over).mayBlock('/A/b/c'), false);
	});

	it('do not cause an endless loop with invalid numbers', () => {
		const mounts = tree(
			'27 27 8:1 / / rw - ext4 /dev/sda1 rw',
			'28 29 8:2 / /a rw - ext4 x rw',
			'29 28 8:3 / /a rw - ext4 y rw',
		);
		assert.equal(mounts.mountOf('/a')?.source, '/dev/sda1');
	});
});
