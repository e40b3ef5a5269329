import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync} from 'node:fs';
import {describe, it} from 'node:test';
import {mountDevice} from '../../../source/metrics/linux/mount-device.js';
import {parseMountinfo} from '../../../source/metrics/linux/procfs/mountinfo.js';
import {type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';

const block = (name: string, number: string) => ({[`sys/class/block/${name}/dev`]: `${number}\n`});

function deviceOf(machine: FixtureMachine, fileSystem: string, source: string, number = '0:31'): string {
	const [mount] = parseMountinfo(`27 1 ${number} / /data rw - ${fileSystem} ${source} rw\n`);
	assert.ok(mount);
	return mountDevice(machine.root, mount);
}

describe('the device of a mount', () => {
	it('is that of its number if it is a real one', () => {
		using machine = fixtureMachine(block('sda2', '8:2'));
		assert.equal(deviceOf(machine, 'ext4', '/dev/sda1', '8:1'), '8:1');
	});

	it('is the named one if the number is anonymous', () => {
		using machine = fixtureMachine({...block('sda2', '8:2'), ...block('cciss!c0d0', '104:0')});
		assert.equal(deviceOf(machine, 'btrfs', '/dev/sda2'), '8:2');
		assert.equal(deviceOf(machine, 'btrfs', '/dev/cciss/c0d0'), '104:0');
	});

	it('is found by a link and by its device-mapper name', () => {
		using machine = fixtureMachine({...block('dm-3', '253:3'), 'sys/class/block/dm-3/dm/name': 'vg-home\n'});
		assert.equal(deviceOf(machine, 'btrfs', '/dev/mapper/vg-home'), '253:3');
		machine.remove('sys/class/block/dm-3/dm');
		mkdirSync(`${machine.root}/dev/mapper`, {recursive: true});
		symlinkSync('../dm-3', `${machine.root}/dev/mapper/vg-home`);
		assert.equal(deviceOf(machine, 'btrfs', '/dev/mapper/vg-home'), '253:3');
	});

	it('is the list of all devices of a file system that spans several', () => {
		using machine = fixtureMachine({
			...block('sda2', '8:2'),
			...block('sdb', '8:16'),
			...block('sdc', '8:32'),
			'sys/fs/btrfs/0b1c/devices/sda2/dev': '8:2\n',
			'sys/fs/btrfs/0b1c/devices/sdb/dev': '8:16\n',
			'sys/fs/btrfs/ffff/devices/sdc/dev': '8:32\n',
		});
		assert.equal(deviceOf(machine, 'btrfs', '/dev/sdb'), '8:2 8:16');
		assert.equal(deviceOf(machine, 'bcachefs', '/dev/sdb:/dev/sdc'), '8:16 8:32');
	});

	it('stays anonymous where no device is named', () => {
		using machine = fixtureMachine({});
		assert.equal(deviceOf(machine, 'nfs4', 'server:/export'), '0:31');
		assert.equal(deviceOf(machine, 'btrfs', '/dev/sda2'), '0:31');
	});
});
