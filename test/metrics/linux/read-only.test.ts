import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parseMountinfo} from '../../../source/metrics/linux/procfs/mountinfo.js';
import {readOnlyWatch} from '../../../source/metrics/linux/read-only.js';
import {type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

/** Returns a function that returns the paths that are unexpectedly read-only, from lines of mountinfo. */
function watchOn(machine: FixtureMachine): (...lines: readonly string[]) => readonly string[] {
	const watch = readOnlyWatch(machine.root);
	return (...lines) => [...watch(parseMountinfo(lines.join('\n')))].map(({path}) => path);
}

const line = (path: string, mount: string, fileSystem: string, type = 'ext4') =>
	`30 27 8:1 / ${path} ${mount},relatime shared:1 - ${type} /dev/sda1 ${fileSystem}`;

describe('a mount is unexpectedly read-only', () => {
	for (const option of ['emergency_ro', 'shutdown']) {
		it(`after an error that the kernel reports: ${option}`, () => {
			using machine = fixtureMachine();
			assert.deepEqual(watchOn(machine)(line('/data', 'rw', `rw,resuid=65534,${option}`)), ['/data']);
		});
	}

	it('if an error changed the file system below a writable mount', () => {
		using machine = fixtureMachine();
		const paths = watchOn(machine);
		assert.deepEqual(paths(line('/data', 'rw', 'rw,errors=remount-ro')), []);
		assert.deepEqual(paths(line('/data', 'rw', 'ro,errors=remount-ro')), ['/data']);
		assert.deepEqual(watchOn(machine)(line('/data', 'rw', 'ro,errors=remount-ro')), ['/data'], 'as first seen');
	});

	it('if the file system changed and its mount was always read-only, as in a confined service', () => {
		using machine = fixtureMachine();
		const paths = watchOn(machine);
		assert.deepEqual(paths(line('/data', 'ro', 'rw')), []);
		assert.deepEqual(paths(line('/data', 'ro', 'ro')), ['/data']);
		assert.deepEqual(paths(line('/data', 'ro', 'ro'), line('/usb', 'rw', 'rw')), ['/data'], 'as long as it lasts');
		assert.deepEqual(paths(line('/data', 'ro', 'rw')), []);
	});

	it('if fstab means it to be writable', () => {
		using machine = fixtureMachine({'etc/fstab': '/dev/sda1 /my\\040data ext4 defaults 0 2\n'});
		assert.deepEqual(watchOn(machine)(line('/my\\040data', 'ro', 'ro')), ['/my data']);
		assert.deepEqual(watchOn(machine)(line('/my\\040data', 'ro', 'ro', 'fuseblk')), ['/my data']);
	});
});

describe('a mount is read-only as intended', () => {
	it('without an earlier state', () => {
		using machine = fixtureMachine();
		assert.deepEqual(watchOn(machine)(line('/data', 'ro', 'ro')), []);
	});

	it('if an administrator changed mount and file system', () => {
		using machine = fixtureMachine();
		const paths = watchOn(machine);
		assert.deepEqual(paths(line('/data', 'rw', 'rw')), []);
		assert.deepEqual(paths(line('/data', 'ro', 'ro')), []);
	});

	it('if fstab says so, however often it is made writable in between', () => {
		using machine = fixtureMachine({'etc/fstab': '/dev/sda1 /boot ext4 ro 0 2\n'});
		const paths = watchOn(machine);
		for (const state of ['ro', 'rw', 'ro']) {
			assert.deepEqual(paths(line('/boot', state, state)), []);
		}
	});

	it('if it is an image or a layer that cannot be written', () => {
		using machine = fixtureMachine({'etc/fstab': '/dev/sda1 / ext4 defaults 0 2\n'});
		for (const type of ['squashfs', 'iso9660', 'overlay', 'erofs', 'nfs4', 'tmpfs']) {
			assert.deepEqual(watchOn(machine)(line('/', 'rw', 'ro', type)), [], type);
		}
	});

	it('if another one takes its place', () => {
		using machine = fixtureMachine();
		const paths = watchOn(machine);
		assert.deepEqual(paths(line('/data', 'ro', 'rw')), []);
		assert.deepEqual(paths(line('/data', 'ro', 'ro').replace('8:1', '8:33')), []);
	});
});
