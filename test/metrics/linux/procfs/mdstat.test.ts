import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMdstat} from '../../../../source/metrics/linux/procfs/mdstat.js';
import {raidArray} from '../../../helpers/samples.js';

const head = 'Personalities : [raid1] [raid6] [raid5] [raid4] [raid0] [linear]\n';
const end = '\nunused devices: <none>\n';

const rows = [
	{
		title: 'a clean mirror with a bitmap',
		text: 'md0 : active raid1 sdb1[1] sda1[0]\n      1046528 blocks super 1.2 [2/2] [UU]\n      bitmap: 0/1 pages [0KB], 65536KB chunk\n',
		expected: [raidArray('md0')],
	},
	{
		title: 'a degraded RAID 5 with a failed device and a spare',
		text: 'md1 : active raid5 sdd1[3](F) sde1[4](S) sdc1[1] sdb1[0]\n      2093056 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [UU_]\n',
		expected: [
			raidArray('md1', {
				level: 'raid5',
				devices: 3,
				workingDevices: 2,
				missingDevices: 1,
				failedDevices: 1,
				spareDevices: 1,
				isDegraded: true,
			}),
		],
	},
	{
		title: 'a mirror of which a disk is gone, so that none is marked',
		text: 'md0 : active raid1 sda1[0]\n      1046528 blocks super 1.2 [2/1] [U_]\n',
		expected: [raidArray('md0', {workingDevices: 1, missingDevices: 1, isDegraded: true})],
	},
	{
		title: 'a complete mirror that keeps a replaced device',
		text: 'md0 : active raid1 sdc1[2] sdb1[1](F) sda1[0]\n      1046528 blocks super 1.2 [2/2] [UU]\n',
		expected: [raidArray('md0', {failedDevices: 1})],
	},
	{
		title: 'a recovery',
		text: 'md1 : active raid5 sdd1[3] sdc1[1] sdb1[0]\n      2095104 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [UU_]\n      [==>..................]  recovery = 12.6% (132352/1047552) finish=0.6min speed=22058K/sec\n',
		expected: [
			raidArray('md1', {
				level: 'raid5',
				devices: 3,
				workingDevices: 2,
				missingDevices: 1,
				isDegraded: true,
				action: 'recovery',
				actionPercent: 12.6,
			}),
		],
	},
	{
		title: 'a resync of a new array',
		text: 'md2 : active raid10 sdd[3] sdc[2] sdb[1] sda[0]\n      2093056 blocks super 1.2 512K chunks 2 near-copies [4/4] [UUUU]\n      [>....................]  resync =  3.1% (66000/2093056) finish=1.5min speed=22000K/sec\n',
		expected: [
			raidArray('md2', {level: 'raid10', devices: 4, workingDevices: 4, action: 'resync', actionPercent: 3.1}),
		],
	},
	...['DELAYED', 'PENDING', 'REMOTE'].map(word => ({
		title: `a resync that waits: ${word}`,
		text: `md0 : active (auto-read-only) raid1 sdb1[1] sda1[0]\n      1046528 blocks super 1.2 [2/2] [UU]\n      \tresync=${word}\n`,
		expected: [raidArray('md0', {action: 'resync'})],
	})),
	{
		title: 'a check and a reshape, which are no degradation',
		text: 'md0 : active raid1 sdb1[1] sda1[0]\n      1046528 blocks [2/2] [UU]\n      [=======>.............]  check = 37.0% (387264/1046528) finish=0.1min speed=77452K/sec\n\nmd3 : active raid5 sdc1[2] sdb1[1] sda1[0]\n      2093056 blocks level 5, 64k chunk, algorithm 2 [3/3] [UUU]\n      [>....................]  reshape =  0.4% (4352/1046528) finish=3.9min speed=4352K/sec\n',
		expected: [
			raidArray('md0', {action: 'check', actionPercent: 37}),
			raidArray('md3', {level: 'raid5', devices: 3, workingDevices: 3, action: 'reshape', actionPercent: 0.4}),
		],
	},
	{
		title: 'arrays without redundancy, complete and broken',
		text: 'md4 : active raid0 sdb[1] sda[0]\n      2093056 blocks super 1.2 512k chunks\n\nmd5 : broken linear sdb[1] sda[0]\n      2093056 blocks super 1.2 0k rounding\n',
		expected: [
			raidArray('md4', {level: 'raid0', devices: undefined, workingDevices: undefined, missingDevices: undefined}),
			raidArray('md5', {
				level: 'linear',
				devices: undefined,
				workingDevices: undefined,
				missingDevices: undefined,
				isActive: false,
				isDegraded: true,
			}),
		],
	},
	{
		title: 'an array that did not start, and a container of metadata, which is none',
		text: 'md127 : inactive sdb[1](S) sda[0](S)\n      6306 blocks super external:imsm\n\nmd126 : active raid1 sda[1] sdb[0]\n      1046528 blocks super external:/md127/0 [2/2] [UU]\n\nmd9 : inactive sdc[0](S)\n      1046528 blocks super 1.2\n',
		expected: [
			raidArray('md126'),
			raidArray('md9', {
				level: undefined,
				isActive: false,
				devices: undefined,
				workingDevices: undefined,
				missingDevices: undefined,
				spareDevices: 1,
				isDegraded: true,
			}),
		],
	},
	{
		title: 'named arrays, marks side by side, a journal and a replacement',
		text: 'md_home : active raid1 sdb1[1](W)(F) sda1[0]\n      1046528 blocks super 1.2 [2/1] [U_]\n\nmd_d0 : active raid6 sde[4](R) sdd[3] sdc[2] sdb[1] sda[0](J)\n      2093056 blocks super 1.2 level 6, 512k chunk, algorithm 2 [4/4] [UUUU]\n',
		expected: [
			raidArray('md_home', {workingDevices: 1, missingDevices: 1, failedDevices: 1, isDegraded: true}),
			raidArray('md_d0', {level: 'raid6', devices: 4, workingDevices: 4}),
		],
	},
	{title: 'no array', text: '', expected: []},
	{
		title: 'lines that are no array, and numbers that are none',
		text: 'read_ahead 1024 sectors\nmd : active raid1\nmdx\nmd7 : exploded raid1 sda[0]\nmd0 : active raid1 sdb1[1] sda1[0]\n      [99999999999999999999/2] [UU] check = 999.9% (1/1)\n',
		expected: [
			raidArray('md0', {
				devices: undefined,
				missingDevices: undefined,
				action: 'check',
			}),
		],
	},
	{title: 'a truncated line', text: 'md0 : act', expected: []},
] as const;

for (const {title, text, expected} of rows) {
	test(`mdstat: ${title}`, () => {
		assert.deepEqual(parseMdstat(head + text + end), expected);
	});
}

test('mdstat: a file without arrays since the driver was loaded, and one without levels', () => {
	assert.deepEqual(parseMdstat('Personalities : \nunused devices: <none>\n'), []);
	assert.deepEqual(parseMdstat('Personalities : '), []);
});

for (const text of ['', 'garbage\n', '\0\0\0', '<html>md0 : active raid1 sda[0]</html>']) {
	test(`mdstat that is refused: ${JSON.stringify(text)}`, () => {
		assert.throws(() => parseMdstat(text), /\/proc\/mdstat: expected "Personalities : …", found/);
	});
}

test('mdstat: a huge file is cut', () => {
	const line = (index: number) => `md${index} : active raid0 ${'sda[0] '.repeat(5000)}\n`;
	const arrays = parseMdstat(head + Array.from({length: 3000}, (_, index) => line(index % 10)).join(''));
	assert.ok(arrays.length <= 2048);
});
