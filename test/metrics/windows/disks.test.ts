import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {disksCollector} from '../../../source/metrics/windows/disks.js';
import {clockedMachine, signal} from '../by-hand.js';

const fixed = {fileSystem: 'ntfs', isFixed: true};
const drives = async () => [
	{letter: 'C:', ...fixed},
	{letter: 'D:', ...fixed},
	{letter: 'Z:', fileSystem: 'ntfs', isFixed: false},
];

/** Remembers what was asked; half of everything is full, and `D:` is broken. */
function fakeStatFs() {
	const asked: string[] = [];
	return {
		asked,
		async statFs(path: string) {
			asked.push(path);
			if (path.startsWith('D:')) {
				throw new Error('EIO: i/o error, statfs');
			}

			return {bsize: 4096, blocks: 100, bfree: 50, bavail: 50, files: 0, ffree: 0};
		},
	};
}

const options = {cadenceMs: 15_000, paths: []};

describe('disksCollector of Windows', () => {
	it('reads only the fixed drives', async () => {
		const {asked, statFs} = fakeStatFs();
		const disks = await disksCollector(clockedMachine(), options, {drives}, statFs).collect(signal);
		assert.deepEqual(asked, ['C:\\', 'D:\\']);
		assert.deepEqual(disks, [
			{
				path: 'C:\\',
				source: 'C:',
				fileSystem: 'ntfs',
				deviceNumber: undefined,
				isReadOnly: false,
				isUnexpectedlyReadOnly: false,
				space: {
					state: 'ok',
					value: {totalBytes: 409_600, usedBytes: 204_800, freeBytes: 204_800, usedPercent: 50, inodes: undefined},
				},
			},
			{
				path: 'D:\\',
				source: 'D:',
				fileSystem: 'ntfs',
				deviceNumber: undefined,
				isReadOnly: false,
				isUnexpectedlyReadOnly: false,
				space: {state: 'error', reason: 'EIO: i/o error, statfs'},
			},
		]);
	});

	it('lists the drives once', async () => {
		let asked = 0;
		const counted = () => {
			asked += 1;
			return drives();
		};
		const {statFs} = fakeStatFs();
		const collector = disksCollector(clockedMachine(), options, {drives: counted}, statFs);
		assert.equal(await collector.collect(signal), await collector.collect(signal));
		assert.equal(asked, 1);
	});

	it('treats an empty list as a failure and retries', async () => {
		let asked = 0;
		const late = async () => {
			asked += 1;
			return asked === 1 ? [] : drives();
		};
		const collector = disksCollector(clockedMachine(), options, {drives: late}, fakeStatFs().statFs);
		await assert.rejects(async () => collector.collect(signal), /Windows reported no fixed drive/);
		assert.equal((await collector.collect(signal))?.length, 2);
	});

	it('lists the configured paths, and does not read one on a network drive', async () => {
		const {asked, statFs} = fakeStatFs();
		const named = {...options, paths: ['c:\\Users', 'Z:\\', '\\\\nas\\media']};
		const disks = await disksCollector(clockedMachine(), named, {drives}, statFs).collect(signal);
		assert.deepEqual(asked, ['c:\\Users']);
		assert.deepEqual(
			disks?.map(({path, space}) => [path, space.state]),
			[
				['c:\\Users', 'ok'],
				['Z:\\', 'unsupported'],
				['\\\\nas\\media', 'unsupported'],
			],
		);
	});
});
